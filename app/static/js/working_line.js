/** A working copy's line, whether or not the public sees it. */

import { readTokens } from "./tokens.js";

/** Adds the `pieces` of a line, in the colour of a token, above what a map of the desk shows. */
export function addWorkingLine(map, pieces, token) {
  const tokens = readTokens();
  const geometry = { type: "MultiLineString", coordinates: pieces };
  const round = { "line-join": "round", "line-cap": "round" };
  map.addSource("working-line", { type: "geojson", data: { type: "Feature", properties: {}, geometry } });
  for (const [id, colour, width] of [["working-casing", tokens.casing, 8], ["working-line", tokens[token], 4.5]]) {
    map.addLayer({ id, type: "line", source: "working-line", layout: round, paint: { "line-color": colour, "line-width": width } });
  }
}
