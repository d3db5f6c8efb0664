/** One route in front: its line stands out and the others fade. */

const FADED = 0.22;

export function focusOn(map, slug, faded = FADED) {
  if (!map.getLayer("focus-line")) return;
  const opacity = slug ? faded : 1;
  for (const layer of ["focus-casing", "focus-line"]) {
    map.setFilter(layer, ["==", ["get", "slug"], slug ?? ""]);
  }
  for (const layer of ["routes-casing", "routes-line"]) map.setPaintProperty(layer, "line-opacity", opacity);
  map.setPaintProperty("route-numbers", "text-opacity", slug
    ? ["case", ["==", ["get", "slug"], slug], 1, 0]
    : 1);
}

/** The routes under a point of the map, each once. */
export function routesAt(map, point) {
  const found = map.queryRenderedFeatures(point, { layers: ["routes-touch"] });
  return [...new Map(found.map(({ properties }) => [properties.slug, properties])).values()];
}
