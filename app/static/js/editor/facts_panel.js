/** The tab of the facts: what an officer says beside the line, saved by its own button. */

import { ofPart, PARTS, practicesAfter, typedOver } from "./facts.js";
import { watchReadiness } from "./readiness.js";
import { ask, Refused } from "./server.js";
import { word } from "./words.js";

export function watchFacts(editor) {
  const { page, drawing } = editor;
  const panel = document.querySelector("#panel-facts");
  const form = document.querySelector("#facts-form");
  const told = document.querySelector("#facts-told");
  const reload = document.querySelector("#facts-reload");
  const button = form.querySelector("[data-save]");
  const state = document.querySelector("#facts-state");
  const ticks = [...form.elements.practices];
  const address = { facts: `/api/routes/${page.route_id}/facts`, texts: `/api/routes/${page.route_id}/texts/fr` };
  const stored = {};
  /** What is not read yet cannot be typed over. */
  const fields = form.querySelectorAll("input");
  let isSaving = false;
  const readiness = watchReadiness(editor, () => isRead() && unsaved().length > 0);

  const isRead = () => Boolean(stored.facts && stored.texts);
  const known = () => ({ ...stored.texts.said, ...stored.facts.said });
  const typed = () => ({
    ...Object.fromEntries(["title", "departure", "arrival", "number"].map((name) => [name, form.elements[name].value.trim()])),
    practices: practicesAfter(stored.facts.said.practices, ticks.filter(({ checked }) => checked).map(({ value }) => value)),
  });
  const unsaved = () => typedOver(known(), typed());
  const nameOf = (field) => form.querySelector(`[data-name="${field}"]`).dataset.words;

  function tell(sentence, canReload = false) {
    told.querySelector("[data-said]").textContent = sentence;
    told.hidden = !sentence;
    reload.hidden = !canReload;
  }

  function refresh() {
    if (!isRead()) return;
    const names = unsaved();
    button.disabled = isSaving || !names.length;
    state.textContent = names.length ? word("facts_unsaved", { names: names.map(nameOf).join(", ") }) : word("facts_saved");
    readiness.refresh();
  }

  async function read() {
    try {
      const parts = Object.keys(address);
      const answers = await Promise.all(parts.map((part) => ask(address[part])));
      parts.forEach((part, at) => { stored[part] = answers[at]; });
    } catch (refusal) {
      return tell(refusal.message, true);
    }
    fields.forEach((field) => { field.disabled = false; });
    const { practices, ...words } = known();
    for (const name of ["title", "departure", "arrival", "number"]) form.elements[name].value = words[name];
    for (const tick of ticks) tick.checked = practices.includes(tick.value);
    tell("");
    return refresh();
  }

  /** Each part over the version that was read: what somebody else saved meanwhile is not lost. */
  async function save() {
    isSaving = button.disabled = true;
    const now = typed();
    const parts = new Set(unsaved().map((name) => PARTS[name]));
    try {
      for (const part of parts) {
        const { said, version } = stored[part];
        stored[part] = await ask(address[part], { method: "PUT", version, body: { ...said, ...ofPart(part, now) } });
      }
      tell("");
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      const wrong = (refusal.said.fields ?? []).map(({ field, detail }) => (PARTS[field] ? `${nameOf(field)} : ${detail}` : detail));
      const isClash = refusal.status === 412;
      tell(isClash ? `${refusal.message} ${word("facts_clash")}` : [refusal.message, ...wrong].join(" "), isClash);
    } finally {
      isSaving = false;
      refresh();
      readiness.look();
    }
  }

  fields.forEach((field) => { field.disabled = true; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!button.disabled) save();
  });
  form.addEventListener("input", refresh);
  reload.addEventListener("click", async () => {
    await read();
    form.elements.title.focus();
  });
  panel.addEventListener("shown", () => {
    if (!isRead()) read();
    readiness.look();
  });
  drawing.addEventListener("change", () => readiness.refresh());
  window.addEventListener("beforeunload", (event) => {
    if (isRead() && unsaved().length) event.preventDefault();
  });
}
