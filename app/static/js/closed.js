/** Stretches of a route that are closed or disturbed: hatched over its line, with a sign. */

import { pointAt, stretchOf } from "./along.js";
import { readTokens } from "./tokens.js";

const feature = (type, coordinates, properties = {}) => ({ type: "Feature", properties, geometry: { type, coordinates } });

/** Adds them above the line; `closed` are metres along, and whether nobody may pass. */
export function addClosed(map, { pieces, length_m, closed }) {
  if (!closed.length || !pieces.length) return;
  const tokens = readTokens();
  const lines = closed.flatMap(({ from_m, to_m }) => stretchOf(pieces, from_m / length_m, to_m / length_m));
  const signs = closed.map(({ from_m, to_m, shut }) =>
    feature("Point", pointAt(pieces, (from_m + to_m) / 2 / length_m), { sign: shut ? "–" : "!" }));
  map.addSource("closed", { type: "geojson", data: feature("MultiLineString", lines) });
  map.addSource("closed-signs", { type: "geojson", data: { type: "FeatureCollection", features: signs } });
  for (const layer of [
    { id: "closed-ground", type: "line", source: "closed", paint: { "line-color": tokens.ground, "line-width": 9 } },
    { id: "closed-hatch", type: "line", source: "closed", paint: { "line-color": tokens.ink, "line-width": 7, "line-dasharray": [0.35, 0.35] } },
    { id: "closed-discs", type: "circle", source: "closed-signs", paint: {
      "circle-radius": 9, "circle-color": tokens.walking,
      "circle-stroke-color": tokens.ground, "circle-stroke-width": 2,
    } },
    { id: "closed-words", type: "symbol", source: "closed-signs",
      layout: { "text-field": ["get", "sign"], "text-font": ["Signika Semibold", "Signika"], "text-size": 18, "text-allow-overlap": true },
      paint: { "text-color": tokens["on-practice"], "text-halo-color": tokens["on-practice"], "text-halo-width": 1 } },
  ]) map.addLayer(layer);
}
