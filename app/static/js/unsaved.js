/** What is typed on a form of the desk survives a crash: kept by this browser until it is saved. */

const PREFIX = "balise:unsaved";
const NEVER = new Set(["page_secret", "version"]);

/** Where the typing of one person, on one part at one address, is kept. */
export const keyOf = (person, path, part) => `${PREFIX}:${person}:${path}:${part}`;

/** What a form holds, as [name, value] pairs; files and secrets are left out. */
export const fieldsOf = (entries) =>
  [...entries].filter(([name, value]) => typeof value === "string" && !NEVER.has(name));

/** Whether two lists of pairs say the same; lines may end in either way. */
export const isSame = (one, other) => plain(one) === plain(other);
const plain = (fields) => JSON.stringify(fields).replaceAll("\\r\\n", "\\n");

/** The kept typing in words of JSON, or null for what is none. */
export function read(text) {
  try {
    const found = JSON.parse(text);
    return found && Array.isArray(found.fields) ? found : null;
  } catch {
    return null;
  }
}

/** Gives the fields of a form the values of [name, value] pairs, those of one name in their order. */
export function fill(form, fields) {
  const left = [...fields];
  for (const control of form.elements) {
    if (!control.name || NEVER.has(control.name)) continue;
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = fields.some(([name, value]) => name === control.name && value === control.value);
    } else if (control.type !== "file") {
      const at = left.findIndex(([name]) => name === control.name);
      if (at >= 0) [[, control.value]] = left.splice(at, 1);
    }
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Whether a page tells that a part was saved: `done` names one of several forms, "" the page's own. */
export const isSaved = (done, part) => done === "" || done === part;

/** At 14 h 32 today, with the day before today. */
export function typedAt(at, now, language) {
  const moment = new Date(at);
  const day = moment.toDateString() === now.toDateString() ? {} : { day: "numeric", month: "long" };
  const said = new Intl.DateTimeFormat(language, { ...day, hour: "numeric", minute: "2-digit" }).format(moment);
  return language.startsWith("fr") ? said.replace(/(\d\d):(\d\d)/, "$1\u00a0h\u00a0$2") : said;
}

function watch(form) {
  const { person, unsaved, version } = form.dataset;
  const key = keyOf(person, location.pathname, unsaved);
  const before = `${key}:before`;
  const shown = fieldsOf(new FormData(form));
  if (isSaved(document.querySelector("[data-done]")?.dataset.done, unsaved)) {
    localStorage.removeItem(key);
    localStorage.removeItem(before);
  }
  const left = localStorage.getItem(key);
  if (left && !isSame(read(left)?.fields ?? shown, shown)) {
    localStorage.setItem(before, left);
    localStorage.removeItem(key);
  }
  const kept = read(localStorage.getItem(before));
  if (kept) offer(form, kept, before);
  form.addEventListener("input", () => {
    const typed = { at: Date.now(), version: form.elements.version?.value ?? version, fields: fieldsOf(new FormData(form)) };
    localStorage.setItem(key, JSON.stringify(typed));
  });
}

/** Asks whether to take up what was typed; it is kept until somebody answers. */
function offer(form, kept, before) {
  const box = form.querySelector("[data-offer]");
  if (!box) return;
  const time = box.querySelector("[data-typed-at]");
  time.dateTime = new Date(kept.at).toISOString();
  time.textContent = typedAt(kept.at, new Date(), document.documentElement.lang);
  const settle = () => {
    box.hidden = true;
    localStorage.removeItem(before);
  };
  box.querySelector("[data-resume]").addEventListener("click", () => {
    if (form.elements.version) form.elements.version.value = kept.version;
    settle();
    fill(form, kept.fields);
  });
  box.querySelector("[data-forget]").addEventListener("click", settle);
  box.hidden = false;
  const fold = box.closest("details");
  if (fold) fold.open = true;
}

/** A saved page says so once: opened again, it must not wipe what was typed since. */
function forgetWhatWasDone() {
  const here = new URL(location.href);
  if (!here.searchParams.has("fait")) return;
  for (const name of ["fait", "quoi"]) here.searchParams.delete(name);
  history.replaceState(null, "", here);
}

if (globalThis.document) {
  for (const form of document.querySelectorAll("form[data-unsaved]")) watch(form);
  forgetWhatWasDone();
}
