/** A page of places: its points on the map and its list, each pointing at the other. */

import { NARROW, startMap } from "./map.js";
import { addPlacePoints, choosePoint, pointAtPixel } from "./place_points.js";

const place = document.querySelector("#map");
const list = document.querySelector("#places");
const points = JSON.parse(document.querySelector("#places-points").textContent);
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");
const CLOSE_UP = 12;
let chosen = null;
let shown = null;

const { map } = startMap(place, {
  afterStyle(started) {
    addPlacePoints(started, points, place.dataset.kind);
    choosePoint(started, shown);
  },
});

const behaviour = () => (STILL.matches ? "auto" : "smooth");
const rowOf = (id) => list?.querySelector(`[data-place="${id}"]`);
const idOf = (target) => Number(target?.closest?.("[data-place]")?.dataset.place) || null;

/** One place stands out in the list and on the map, or none. */
function show(id) {
  if (id === shown) return;
  rowOf(shown)?.classList.remove("is-shown");
  shown = id;
  rowOf(id)?.classList.add("is-shown");
  place.dataset.shown = id ?? "";
  if (map) choosePoint(map, id);
}

function choose(id) {
  chosen = id;
  show(id);
}

function goTo(id) {
  const { lon, lat } = points.find((point) => point.id === id);
  map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), CLOSE_UP), duration: STILL.matches ? 0 : 600 });
}

for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  list?.addEventListener(enter, ({ target }) => idOf(target) && show(idOf(target)));
  list?.addEventListener(leave, ({ relatedTarget }) => idOf(relatedTarget) || show(chosen));
}

/** A name leads to its own row without script; with it, to its point on the map. */
list?.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (!link || !map) return;
  event.preventDefault();
  choose(idOf(link));
  history.replaceState(null, "", link.getAttribute("href"));
  // The map stays at the top of the window, under the list that covers it.
  if (NARROW.matches) window.scrollTo({ top: 0, behavior: behaviour() });
  goTo(chosen);
});

/** Points answer to the pointer: passing over one shows its row, clicking leads to it. */
function watchPoints() {
  map.on("mousemove", ({ point }) => {
    const id = pointAtPixel(map, point);
    map.getCanvas().classList.toggle("is-over", id !== null);
    show(id ?? chosen);
  });
  map.on("mouseout", () => show(chosen));
  map.on("click", ({ point }) => {
    choose(pointAtPixel(map, point));
    rowOf(chosen)?.scrollIntoView({ block: NARROW.matches ? "center" : "nearest", behavior: behaviour() });
  });
}
if (map) watchPoints();

const fromAddress = Number(location.hash.replace("#point-", ""));
if (points.some(({ id }) => id === fromAddress)) {
  choose(fromAddress);
  map?.once("load", () => goTo(fromAddress));
}
