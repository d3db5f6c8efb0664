/* Gives the map that folium wrote its white casing, its buttons, and names that do not collide. */
function furnish(map, [zoomIn, zoomOut]) {
  L.control.zoom({ position: "topright", zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  const layers = [];
  map.eachLayer((layer) => layers.push(layer));
  const classed = (name) => layers.filter((layer) => layer.options.className?.startsWith(name));
  for (const route of classed("route")) {
    L.polyline(route.getLatLngs(), { className: "casing", interactive: false }).addTo(map).bringToBack();
  }
  for (const layer of [...classed("river"), ...classed("outline")]) layer.bringToBack();
  classed("mark").forEach(makeReachable);
  map.on("zoomend moveend resize", () => placeNames(map));
  placeNames(map);
}

/* The keyboard comes to a mark as the pointer does. */
function makeReachable(mark) {
  const path = mark.getElement();
  const words = new DOMParser().parseFromString(mark.getTooltip().getContent(), "text/html");
  path.setAttribute("tabindex", "0");
  path.setAttribute("role", "img");
  path.setAttribute("aria-label", words.body.textContent.replace(/\s+/g, " ").trim());
}

/* Each name stands right of its place, else left of it, else nowhere: the first ones choose. */
function placeNames(map) {
  const frame = map.getContainer().getBoundingClientRect();
  const taken = [];
  for (const name of document.querySelectorAll(".name span")) {
    const fits = ["to-right", "to-left"].some((side) => {
      name.className = side;
      const box = name.getBoundingClientRect();
      const isFree = box.right < frame.right && box.left > frame.left &&
        taken.every((other) => box.left > other.right || other.left > box.right ||
          box.top > other.bottom || other.top > box.bottom);
      if (isFree) taken.push(box);
      return isFree;
    });
    if (!fits) name.className = "to-right hidden";
  }
}
