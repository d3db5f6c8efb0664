/** The card that opens over the map when lines are clicked: one link per route found there. */

import { kilometres } from "./numbers.js";

const FORWARD = "M6.5 3.5 11 8l-4.5 4.5";
const CLOSE = "M4 4l8 8M12 4l-8 8";
const SVG = "http://www.w3.org/2000/svg";

function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.append(Object.assign(document.createElementNS(SVG, "path"), {}));
  svg.firstChild.setAttribute("d", path);
  return svg;
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Shows `routes` ({slug, title, number, practice, length_m}) in `box`; `onClose` when it closes. */
export function showCards(box, routes, { language, words, onClose }) {
  const rows = routes.slice(0, 4).map(({ slug, title, practice, length_m }) => {
    const link = element(
      "a",
      { href: `/${language}/itineraires/${slug}` },
      element("b", {}, title),
      element("small", {}, kilometres(length_m, language)),
      icon(FORWARD),
    );
    const row = element("li", {}, link);
    row.dataset.practice = practice;
    return row;
  });
  const close = element("button", { type: "button", className: "map-cards-close", ariaLabel: words.close }, icon(CLOSE));
  close.addEventListener("click", () => {
    hideCards(box);
    onClose();
  });
  box.replaceChildren(close, element("ul", {}, ...rows));
  box.hidden = false;
}

export function hideCards(box) {
  box.hidden = true;
  box.replaceChildren();
}
