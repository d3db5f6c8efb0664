/** A route's first page at the desk: its working line on the map, above what is public. */

import { focusOn } from "./focus.js";
import { startMap } from "./map.js";
import { addWorkingLine } from "./working_line.js";

const route = JSON.parse(document.querySelector("#route-data").textContent);

startMap(document.querySelector("#map"), {
  afterStyle(map) {
    focusOn(map, route.slug);
    addWorkingLine(map, route.pieces, route.practice);
  },
});
