/** The variants of a route: dashed under its line, in its colour, with their names. */

import { readTokens } from "./tokens.js";

const BELOW = "focus-casing";

/** Adds them where there are some; `practice` names the colour. */
export function addVariants(map, { variants }, practice) {
  if (!variants.length) return;
  const tokens = readTokens();
  map.addSource("variants", {
    type: "geojson",
    data: {
      type: "FeatureCollection",
      features: variants.map(({ name, pieces }) => ({
        type: "Feature", properties: { name }, geometry: { type: "MultiLineString", coordinates: pieces },
      })),
    },
  });
  const shape = { "line-join": "round" };
  map.addLayer({ id: "variants-casing", type: "line", source: "variants", layout: shape,
    paint: { "line-color": tokens.casing, "line-width": 7 } }, BELOW);
  map.addLayer({ id: "variants-line", type: "line", source: "variants", layout: shape,
    paint: { "line-color": tokens[practice], "line-width": 3.5, "line-dasharray": [2.4, 1.8] } }, BELOW);
  map.addLayer({ id: "variants-names", type: "symbol", source: "variants", minzoom: 10,
    layout: {
      "symbol-placement": "line", "text-field": ["get", "name"], "text-font": ["Signika Medium", "Signika"],
      "text-size": 13, "text-offset": [0, 0.9],
    },
    paint: { "text-color": tokens[practice], "text-halo-color": tokens.land, "text-halo-width": 2 } });
}
