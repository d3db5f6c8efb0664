/** What the page says in its language, from its own words. */

const all = JSON.parse(document.querySelector("#editor-words").textContent);

export const language = document.documentElement.lang;

/** A sentence, its {places} filled. */
export function word(key, values = {}) {
  return all[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
