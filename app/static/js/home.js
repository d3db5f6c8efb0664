/** The home page: list and map of the same routes, each pointing at the other. */

import { readBounds } from "./addresses.js";
import { watchFilters } from "./filters.js";
import { focusOn, routesAt } from "./focus.js";
import { fit, startMap } from "./map.js";
import { numbersOf } from "./numbers_of.js";
import { hideCards, showCards } from "./map_cards.js";

const place = document.querySelector("#map");
const box = place.querySelector("#map-cards");
const results = document.querySelector("#results");
const words = JSON.parse(place.dataset.words);
const { language } = place.dataset;
let chosen = null;

const { map, filterBy, setNumbers } = startMap(place, { afterStyle: () => focusOn(map, chosen) });

const cardOf = (slug) => results.querySelector(`.card[data-slug="${CSS.escape(slug)}"]`);

function show(slug) {
  for (const card of results.querySelectorAll(".is-shown")) card.classList.remove("is-shown");
  if (slug) cardOf(slug)?.classList.add("is-shown");
  focusOn(map, slug);
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
  cardOf(chosen)?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  return showCards(box, found.map(named), { language, words, onClose: () => show((chosen = null)) });
});

const cards = () => results.querySelectorAll(".card");
setNumbers(numbersOf(cards()));

watchFilters(document.querySelector("#filters"), results, (list) => {
  chosen = null;
  hideCards(box);
  focusOn(map, null);
  setNumbers(numbersOf(cards()));
  filterBy(list.dataset.query);
  fit(map, readBounds(list.dataset.bounds));
});
