/** The home page: list and map of the same routes, each pointing at the other. */

import { readBounds } from "./addresses.js";
import { watchFilters } from "./filters.js";
import { focusOn, routesAt } from "./focus.js";
import { fit, NARROW, startMap } from "./map.js";
import { numbersOf } from "./numbers_of.js";
import { hideCards, showCards } from "./map_cards.js";

const place = document.querySelector("#map");
const box = place.querySelector("#map-cards");
const results = document.querySelector("#results");
const words = JSON.parse(place.dataset.words);
const { language } = place.dataset;
let chosen = null;
let shown = null;

const { map, filterBy, setNumbers } = startMap(place, { afterStyle: (started) => focusOn(started, chosen) });

const cardOf = (slug) => results.querySelector(`.card[data-slug="${CSS.escape(slug)}"]`);

function show(slug) {
  if (slug === shown) return;
  shown = slug;
  for (const card of results.querySelectorAll(".is-shown")) card.classList.remove("is-shown");
  if (slug) cardOf(slug)?.classList.add("is-shown");
  if (map) focusOn(map, slug);
}

/** A tile names routes in French; the list, in the reader's language. */
const named = (route) => ({ ...route, title: cardOf(route.slug)?.querySelector("h2").textContent ?? route.title });

for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  results.addEventListener(enter, (event) => {
    const card = event.target.closest(".card");
    if (card) show(card.dataset.slug);
  });
  results.addEventListener(leave, (event) => {
    if (!event.relatedTarget?.closest?.(".card")) show(chosen);
  });
}

/** Lines answer to the pointer: passing over one shows its card in the list, clicking opens it. */
function watchLines() {
  map.on("mousemove", ({ point }) => {
    const [first] = routesAt(map, point);
    map.getCanvas().classList.toggle("is-over", Boolean(first));
    if (!chosen) show(first?.slug ?? null);
  });
  map.on("mouseout", () => show(chosen));
  map.on("click", ({ point }) => {
    const found = routesAt(map, [[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]]);
    chosen = found[0]?.slug ?? null;
    show(chosen);
    if (!chosen) return hideCards(box);
    if (!NARROW.matches) cardOf(chosen)?.scrollIntoView({ block: "nearest", behavior: "smooth" });
    return showCards(box, found.map(named), { language, words, onClose: () => show((chosen = null)) });
  });
}
if (map) watchLines();

const cards = () => results.querySelectorAll(".card");
const showNumbers = () => setNumbers(numbersOf(cards(), NARROW.matches ? 1 : 2));
showNumbers();

watchFilters(document.querySelector("#filters"), results, (list, page) => {
  chosen = shown = null;
  hideCards(box);
  place.querySelector(".drawn").replaceWith(page.querySelector("#map .drawn"));
  if (!map) return;
  focusOn(map, null);
  showNumbers();
  filterBy(list.dataset.query);
  fit(map, readBounds(list.dataset.bounds));
});
