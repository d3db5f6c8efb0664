/** A route's page: its line in front on the map, and a profile that shows where one is. */

import { Marker } from "/static/vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";
import { pointAt } from "./along.js";
import { addClosed } from "./closed.js";
import { focusOn, routesAt } from "./focus.js";
import { startMap } from "./map.js";
import { hideCards, showCards } from "./map_cards.js";
import { addNamedPoints } from "./named_points.js";
import { watchProfile } from "./profile.js";
import { markStage, watchRows } from "./rows.js";
import { addVariants } from "./variants.js";

const route = JSON.parse(document.querySelector("#route-data").textContent);
const place = document.querySelector("#map");
const box = place.querySelector("#map-cards");
const words = JSON.parse(place.dataset.words);
const { language } = place.dataset;

const { map } = startMap(place, {
  afterStyle(started) {
    focusOn(started, route.slug);
    addVariants(started, route, place.closest("[data-practice]").dataset.practice);
    addClosed(started, route);
    addNamedPoints(started, route);
  },
});

/** Other routes nearby can be opened from the map. */
function watchLines() {
  map.on("mousemove", ({ point }) => {
    const others = routesAt(map, point).some(({ slug }) => slug !== route.slug);
    map.getCanvas().classList.toggle("is-over", others);
  });
  map.on("click", ({ point }) => {
    const others = routesAt(map, point).filter(({ slug }) => slug !== route.slug);
    if (!others.length) return hideCards(box);
    return showCards(box, others, { language, words, onClose: () => {} });
  });
}
if (map) watchLines();

const sheet = document.querySelector(".sheet");
const marker = new Marker({ element: Object.assign(document.createElement("div"), { className: "marker" }) });

/** Where the reader points: on the map and in the stage table; null is nowhere. */
function follow(fraction) {
  markStage(sheet, fraction === null ? null : fraction * route.length_m);
  const point = fraction === null || !map ? null : pointAt(route.pieces, fraction);
  if (point) marker.setLngLat(point).addTo(map);
  else marker.remove();
}

const profile = document.querySelector("#profile");
const shown = profile
  ? watchProfile(profile, route, language, follow)
  : { show: follow, hide: () => follow(null), light() {} };
watchRows(sheet, route.length_m, shown);
