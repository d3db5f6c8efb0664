/** One instruction in the list: its number, its kilometre, its words, what can be done with it. */

import { isUnwritten } from "./steps.js";
import { language, word } from "./words.js";

const template = document.querySelector("#step-row");
const figures = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const kilometre = (at_m) => `km\u00a0${figures.format(at_m / 1000)}`;

/**
 * A row, and how it shows a step. `use` has `choose(key)`, `reword(key, language, words)`,
 * `check(key)`, `zoom(key)`, `remove(key)` and `key(event)` for keys on the number.
 */
export function stepRow(step, use) {
  const element = template.content.firstElementChild.cloneNode(true);
  const part = (name) => element.querySelector(`[data-${name}]`);
  const fields = [...element.querySelectorAll("textarea")];
  const [number, why, french] = [part("number"), part("why"), fields[0]];
  const row = { key: step.key, element, show, slide, write, refuse };

  why.id = `why-${step.key}`;
  element.addEventListener("focusin", () => use.choose(row.key));
  number.addEventListener("click", () => use.choose(row.key));
  number.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && use.key(event)) event.preventDefault();
  });
  for (const field of fields) {
    field.addEventListener("input", () => use.reword(row.key, field.lang, field.value));
  }
  for (const name of ["check", "zoom", "remove"]) {
    part(name).addEventListener("click", () => use[name](row.key));
  }

  function show({ at_m, texts, to_check }, position, isChosen) {
    const unwritten = isUnwritten({ texts });
    number.textContent = position;
    number.setAttribute("aria-label", word("step_number", { number: position }));
    number.setAttribute("aria-expanded", isChosen);
    element.toggleAttribute("data-chosen", isChosen);
    element.toggleAttribute("data-to-check", to_check);
    part("mark").hidden = part("check").hidden = !to_check;
    part("incomplete").hidden = Boolean(texts.en && texts.es);
    slide(at_m);
    for (const field of fields) {
      if (field.value !== (texts[field.lang] ?? "")) field.value = texts[field.lang] ?? "";
    }
    french.setAttribute("aria-label", word("step_words", { number: position }));
    why.hidden = !unwritten;
    if (unwritten) french.setAttribute("aria-describedby", why.id);
    else for (const said of ["aria-describedby", "aria-invalid"]) french.removeAttribute(said);
  }

  function slide(at_m) {
    part("km").textContent = kilometre(at_m);
  }

  function write() {
    french.focus();
  }

  function refuse() {
    french.setAttribute("aria-invalid", "true");
    french.focus();
  }

  return row;
}
