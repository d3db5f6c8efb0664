/** A route's page: its line in front on the map, and a profile that shows where one is. */

import { Marker } from "/static/vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";
import { pointAt } from "./along.js";
import { focusOn, routesAt } from "./focus.js";
import { startMap } from "./map.js";
import { hideCards, showCards } from "./map_cards.js";
import { addNamedPoints } from "./named_points.js";
import { watchProfile } from "./profile.js";

const route = JSON.parse(document.querySelector("#route-data").textContent);
const place = document.querySelector("#map");
const box = place.querySelector("#map-cards");
const words = JSON.parse(place.dataset.words);
const { language } = place.dataset;

const { map } = startMap(place, {
  afterStyle(started) {
    focusOn(started, route.slug);
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

const profile = document.querySelector("#profile");
if (profile) {
  const marker = new Marker({ element: Object.assign(document.createElement("div"), { className: "marker" }) });
  watchProfile(profile, route, language, (fraction) => {
    if (fraction === null || !map) return marker.remove();
    return marker.setLngLat(pointAt(route.pieces, fraction)).addTo(map);
  });
}
