/** What is drawn survives a crash: this browser keeps it until it is saved or forgotten. */

import { typedAt } from "../unsaved.js";
import { language, word } from "./words.js";

const PAUSE_MS = 1000;

/** What was kept in words of JSON, null for what is none. */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Takes up what was kept of a drawing, over the version that it began from. */
export function watchKeeping({ page, drawing, versions }) {
  const key = `balise:drawing:${page.person_id}:${page.route_id}`;
  const before = `${key}:before`;
  const box = document.querySelector("#editor-kept");
  let timer = 0;

  const isSaved = () => !drawing.unsaved.line && !drawing.unsaved.steps;

  function keep() {
    if (isSaved()) return;
    const { pieces, steps, isReversed } = drawing;
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), versions, pieces, steps, isReversed }));
    } catch {
      localStorage.removeItem(key);
    }
  }

  /** It stays kept until somebody answers. */
  function offer(kept) {
    box.querySelector("[data-said]").textContent = word("kept", { at: typedAt(kept.at, new Date(), language) });
    box.hidden = false;
    const settle = () => {
      box.hidden = true;
      localStorage.removeItem(before);
    };
    box.querySelector("[data-resume]").addEventListener("click", () => {
      settle();
      Object.assign(versions, kept.versions);
      drawing.change(word("gesture_resume"), { pieces: kept.pieces, steps: kept.steps, turns: kept.isReversed });
      keep();
    });
    box.querySelector("[data-forget]").addEventListener("click", settle);
  }

  const left = localStorage.getItem(key);
  localStorage.removeItem(key);
  if (left) localStorage.setItem(before, left);
  const kept = read(localStorage.getItem(before));
  if (kept) offer(kept);
  drawing.addEventListener("change", () => {
    clearTimeout(timer);
    if (isSaved()) localStorage.removeItem(key);
    else timer = setTimeout(keep, PAUSE_MS);
  });
}
