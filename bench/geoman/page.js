/** The line of /bench/file under Leaflet-Geoman's handles, over our own map of the routes. */

import * as maplibregl from "/static/vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";

const HANDLES = 80;
const VERTEX = 10;
/** The editor's own when a key chooses a vertex; Leaflet counts from tiles half as wide. */
const ZOOM = 15 + 1;

const place = document.querySelector("#map");
const [{ mapStyle }, { readTokens }] = await Promise.all([import(place.dataset.style), import(place.dataset.tokens)]);
const [pieces] = await Promise.all([fetch("/bench/file").then((answer) => answer.json()), layerOfMapLibre()]);
const points = pieces.flat().map(([lon, lat]) => L.latLng(lat, lon));

/** The plugin expects MapLibre in a global of that name. */
function layerOfMapLibre() {
  globalThis.maplibregl = maplibregl;
  const script = document.createElement("script");
  script.src = "/bench/geoman/leaflet-maplibre-gl.js";
  document.head.append(script);
  return new Promise((done) => script.addEventListener("load", done));
}

const map = L.map(place, { maxZoom: 18 }).fitBounds(L.latLngBounds(points), { animate: false });
const tiles = (kind) => `${location.origin}/tiles/${kind}/{z}/{x}/{y}.mvt`;
const style = mapStyle({
  tokens: readTokens(), origin: location.origin, routeTiles: tiles("routes"), placeTiles: tiles("places"),
});
const under = L.maplibreGL({ style }).addTo(map).getMaplibreMap();
const line = L.polyline(points, { weight: 5 }).addTo(map);
line.pm.enable({ snappable: false, limitMarkersToCount: HANDLES });
place.dataset.ready = "yes";

map.setView(points[VERTEX], ZOOM, { animate: false });
await new Promise((done) => under.once("idle", done));
const { left, top } = place.getBoundingClientRect();
const { x, y } = map.latLngToContainerPoint(points[VERTEX]);
Object.assign(place.dataset, { vertexX: left + x, vertexY: top + y });
