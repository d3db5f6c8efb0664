/** How far the route is from the public: what is missing, what blocks, and where each is mended. */

import { ask } from "./server.js";
import { word } from "./words.js";

const section = document.querySelector("#readiness");
const mendedAt = section ? JSON.parse(section.querySelector("script").textContent) : {};
const addressOf = (key) => mendedAt[key] ?? (key.startsWith("line.") ? "#tab-line" : "");

function entry({ key, detail }) {
  const item = document.createElement("li");
  const address = addressOf(key);
  if (!address) item.textContent = detail;
  else item.append(Object.assign(document.createElement("a"), { href: address, textContent: detail }));
  return item;
}

function showList(name, reasons) {
  const part = section.querySelector(`[data-part="${name}"]`);
  part.hidden = !reasons.length;
  part.querySelector("ul").replaceChildren(...reasons.map(entry));
}

/** `isTyping()` says whether something is typed beside that is not saved. */
export function watchReadiness({ page, drawing, onRefused }, isTyping) {
  const meter = section.querySelector("meter");
  const publish = document.querySelector("#to-publication");
  const why = document.querySelector("#publication-waits");
  const { address, blocked } = publish.dataset;
  let reasons = null;
  let wasUnsaved = false;
  let asked = 0;

  const isUnsaved = () => drawing.unsaved.line || drawing.unsaved.steps;

  /** Asks the register anew: what it says is of what is saved. */
  async function look() {
    const mine = (asked += 1);
    const route = `/api/routes/${page.route_id}`;
    try {
      const [complete, publication] = await Promise.all(["completeness", "publication"].map((part) => ask(`${route}/${part}`)));
      if (mine !== asked) return;
      ({ reasons } = publication.said);
      const { percent, missing } = complete.said;
      meter.value = percent;
      section.querySelector("output").textContent = word("percent", { percent });
      showList("blocking", reasons);
      showList("missing", missing);
      refresh();
    } catch (refusal) {
      onRefused(refusal);
    }
  }

  /** The way to the publication is open when nothing blocks it and all is saved. */
  function refresh() {
    const sentences = [
      ...(isUnsaved() || isTyping() ? [word("publish_unsaved")] : []),
      ...(blocked && reasons?.length ? [word("publish_blocked", { count: reasons.length })] : []),
    ];
    const said = sentences.join(" ");
    if (why.textContent !== said) why.textContent = said;
    if (sentences.length || !reasons) {
      publish.removeAttribute("href");
      publish.setAttribute("role", "link");
      publish.setAttribute("aria-disabled", "true");
    } else {
      publish.href = address;
      for (const said of ["role", "aria-disabled"]) publish.removeAttribute(said);
    }
  }

  drawing.addEventListener("change", () => {
    if (wasUnsaved && !isUnsaved() && !section.closest("[hidden]")) look();
    wasUnsaved = isUnsaved();
  });
  return { look, refresh };
}
