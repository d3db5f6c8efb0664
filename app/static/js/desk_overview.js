/** A route's first page at the desk: its working line on the map, above what is public. */

import { focusOn } from "./focus.js";
import { startMap } from "./map.js";
import { readTokens } from "./tokens.js";

const route = JSON.parse(document.querySelector("#route-data").textContent);

/** The line as it is now, whether or not the public sees it. */
function addLine(map) {
  const tokens = readTokens();
  const geometry = { type: "MultiLineString", coordinates: route.pieces };
  const round = { "line-join": "round", "line-cap": "round" };
  map.addSource("working-line", { type: "geojson", data: { type: "Feature", properties: {}, geometry } });
  for (const [id, colour, width] of [["working-casing", tokens.casing, 8], ["working-line", tokens[route.practice], 4.5]]) {
    map.addLayer({ id, type: "line", source: "working-line", layout: round, paint: { "line-color": colour, "line-width": width } });
  }
}

startMap(document.querySelector("#map"), {
  afterStyle(map) {
    focusOn(map, route.slug);
    addLine(map);
  },
});
