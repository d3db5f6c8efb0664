/** Two versions of a line on one map: the older dashed, the newer in full. */

import { startMap } from "./map.js";
import { readTokens } from "./tokens.js";

const place = document.querySelector("#map");
const LAYERS = [
  { name: "after", token: "gravel", width: 4.5 },
  { name: "before", token: "walking", width: 3, dash: [2, 1.5] },
];

function draw(map) {
  const tokens = readTokens();
  for (const { id } of map.getStyle().layers) {
    if (id.startsWith("routes")) map.setLayoutProperty(id, "visibility", "none");
  }
  for (const { name, token, width, dash } of LAYERS) {
    map.addSource(name, { type: "geojson", data: new URL(place.dataset[name], location.href).href });
    map.addLayer({
      id: `compared-${name}`,
      type: "line",
      source: name,
      layout: { "line-join": "round", "line-cap": dash ? "butt" : "round" },
      paint: { "line-color": tokens[token], "line-width": width, ...(dash ? { "line-dasharray": dash } : {}) },
    });
  }
}

if (place) startMap(place, { afterStyle: draw });
