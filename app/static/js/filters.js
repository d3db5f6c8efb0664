/** Filtering without a reload: the address changes, and the list is replaced by the server's own. */

import { filterQuery } from "./addresses.js";

const PATIENCE_MS = 250;

/** Watches the form; `onResults(list, page)` gets each new list and the page it came in. */
export function watchFilters(form, results, onResults) {
  let pending = null;
  let timer = 0;

  async function load(address, remember) {
    pending?.abort();
    pending = new AbortController();
    results.setAttribute("aria-busy", "true");
    if (remember) history[remember](null, "", address);
    for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
    try {
      const answer = await fetch(address, { signal: pending.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) return location.assign(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      results.replaceChildren(...page.querySelector("#results").childNodes);
      results.setAttribute("aria-busy", "false");
      onResults(results.querySelector(".results"), page);
      return page;
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
    return null;
  }

  const address = () => {
    const query = filterQuery(new FormData(form));
    return form.action + (query ? `?${query}` : "");
  };

  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.target.name === "q") timer = setTimeout(() => load(address(), "replaceState"), PATIENCE_MS);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name !== "q") load(address(), "pushState");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    load(address(), "pushState");
  });
  window.addEventListener("popstate", async () => {
    const page = await load(location.href, null);
    if (page) copyFields(page.querySelector("#filters"), form);
  });
}

/** Puts one form's answers in another: going back shows the filter of that moment. */
function copyFields(from, to) {
  const answers = new FormData(from);
  for (const field of to.elements) {
    if (!field.name) continue;
    const answer = answers.get(field.name) ?? "";
    if (["radio", "checkbox"].includes(field.type)) field.checked = field.value === answer;
    else field.value = answer;
  }
}
