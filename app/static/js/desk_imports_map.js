/** The lines of a file over the map; a remark shows the spot that it is about. */

import { focusOn } from "./focus.js";
import { fit, startMap } from "./map.js";
import { readTokens } from "./tokens.js";

const lines = JSON.parse(document.querySelector("#found-lines").textContent);
const place = document.querySelector("#map");
const NEAR_DEG = 0.003;

const collection = {
  type: "FeatureCollection",
  features: lines.map(({ number, pieces }) => ({
    type: "Feature",
    properties: { number },
    geometry: { type: "MultiLineString", coordinates: pieces },
  })),
};
const spots = {
  type: "FeatureCollection",
  features: [...document.querySelectorAll("[data-lon]")].map(({ dataset }) => ({
    type: "Feature",
    properties: {},
    geometry: { type: "Point", coordinates: [Number(dataset.lon), Number(dataset.lat)] },
  })),
};

/** The routes of the register fade behind what the file holds. */
function draw(map) {
  focusOn(map, "-");
  const tokens = readTokens();
  const practice = tokens[document.querySelector("main").dataset.practice] || tokens.walking;
  const rounded = { "line-join": "round", "line-cap": "round" };
  map.addSource("found", { type: "geojson", data: collection });
  map.addSource("spots", { type: "geojson", data: spots });
  map.addLayer({ id: "found-casing", type: "line", source: "found", layout: rounded,
    paint: { "line-color": tokens.casing, "line-width": 8 } });
  map.addLayer({ id: "found-line", type: "line", source: "found", layout: rounded,
    paint: { "line-color": practice, "line-width": 4 } });
  map.addLayer({ id: "spots", type: "circle", source: "spots",
    paint: { "circle-radius": 7, "circle-color": tokens.sun, "circle-stroke-color": tokens.ink, "circle-stroke-width": 2 } });
}

const { map } = startMap(place, { afterStyle: draw });

const boundsOf = (pieces) => {
  const points = pieces.flat();
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  const lowest = (numbers) => numbers.reduce((one, other) => Math.min(one, other));
  const highest = (numbers) => numbers.reduce((one, other) => Math.max(one, other));
  return [[lowest(lons), lowest(lats)], [highest(lons), highest(lats)]];
};

function show({ lon, lat, line }) {
  if (line) {
    fit(map, boundsOf(lines.find(({ number }) => number === Number(line)).pieces));
    return;
  }
  const [x, y] = [Number(lon), Number(lat)];
  fit(map, [[x - NEAR_DEG, y - NEAR_DEG], [x + NEAR_DEG, y + NEAR_DEG]]);
}

if (map) {
  map.on("idle", () => {
    const drawn = map.queryRenderedFeatures({ layers: ["found-line"] });
    place.dataset.found = new Set(drawn.map(({ properties }) => properties.number)).size;
    place.dataset.centre = map.getCenter().toArray().map((degrees) => degrees.toFixed(3)).join();
  });
  for (const link of document.querySelectorAll(".zoom")) {
    link.hidden = false;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(link.dataset);
      place.scrollIntoView({ block: "nearest" });
    });
  }
}
