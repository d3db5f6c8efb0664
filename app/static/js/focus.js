/** One route in front: its line stands out and the others fade. */

export function focusOn(map, slug) {
  if (!map.getLayer("focus-line")) return;
  for (const layer of ["focus-casing", "focus-line"]) {
    map.setFilter(layer, ["==", ["get", "slug"], slug ?? ""]);
  }
  for (const layer of ["routes-casing", "routes-line"]) map.setPaintProperty(layer, "line-opacity", slug ? 0 : 1);
  map.setPaintProperty("routes-faded", "line-opacity", slug ? 1 : 0);
  const numbers = slug ? ["case", ["==", ["get", "slug"], slug], 1, 0] : 1;
  for (const part of ["text-opacity", "icon-opacity"]) map.setPaintProperty("route-numbers", part, numbers);
}

/** The routes under a point of the map, or in the whole of it, each once. */
export function routesAt(map, point) {
  const found = map.queryRenderedFeatures(point, { layers: ["routes-touch"] });
  return [...new Map(found.map(({ properties }) => [properties.slug, properties])).values()];
}

/** How many routes the map shows now: written on its place, where tests and the curious read it. */
export const slugsDrawn = (map) => routesAt(map, undefined).length;
