/** The desk's map of places: the working line, its points, and a click that places one. */

import { Marker } from "/static/vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";
import { startMap } from "./map.js";
import { addPlacePoints } from "./place_points.js";
import { readTokens } from "./tokens.js";
import { addWorkingLine } from "./working_line.js";

const CLOSE_UP = 14;
const { pieces, points } = JSON.parse(document.querySelector("#places-data").textContent);
const lon = document.querySelector("#lon");
const lat = document.querySelector("#lat");

const { map } = startMap(document.querySelector("#map"), {
  afterStyle(started) {
    addWorkingLine(started, pieces, "ink");
    addPlacePoints(started, lon ? [] : points, "viewpoints");
  },
});

const degrees = (field) => Number(field.value.replace(",", ".")) || null;

/** A marker stands where the fields say; a click on the map, or dragging it, fills them. */
function placeByHand() {
  const marker = new Marker({ draggable: true, color: readTokens().walking });
  const show = () => {
    if (degrees(lon) && degrees(lat)) marker.setLngLat([degrees(lon), degrees(lat)]).addTo(map);
  };
  const take = (where) => {
    lon.value = where.lng.toFixed(6);
    lat.value = where.lat.toFixed(6);
    lon.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  };
  map.on("click", ({ lngLat }) => take(lngLat));
  marker.on("dragend", () => take(marker.getLngLat()));
  for (const field of [lon, lat]) field.addEventListener("change", show);
  show();
  if (points.length) map.once("load", () => map.jumpTo({ center: [points[0].lon, points[0].lat], zoom: CLOSE_UP }));
  document.querySelector("[data-click-hint]").hidden = false;
}
if (map && lon) placeByHand();
