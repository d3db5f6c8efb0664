/** Fewer points, as few as one likes: what would be left is shown before it is taken. */

import { lineOf, post } from "./server.js";
import { lineFeature } from "./surface.js";
import { word } from "./words.js";

const PAUSE_MS = 150;

export function watchSimplifying({ drawing, surface, onRefused }) {
  const fold = document.querySelector("#simplify");
  const range = fold.querySelector("input");
  const said = fold.querySelector("output");
  const use = fold.querySelector("button");
  let shown = null;
  let timer = 0;
  let asked = null;

  function forget() {
    clearTimeout(timer);
    asked?.abort();
    shown = null;
    use.disabled = true;
    said.textContent = "";
    surface.show("preview", []);
  }

  async function preview() {
    asked?.abort();
    asked = new AbortController();
    const { line } = drawing;
    if (line.count < 3) {
      forget();
      return;
    }
    const tolerance_m = Number(range.value);
    try {
      const body = { line: lineOf(drawing), tolerance_m };
      const answer = await post("/api/drawing/simplify", body, asked.signal);
      if (drawing.line !== line) return;
      const pieces = answer.line.coordinates;
      shown = { line, pieces };
      const left = pieces.reduce((sum, piece) => sum + piece.length, 0);
      said.textContent = word("simplify_said", { tolerance: tolerance_m, before: line.count, after: left });
      use.disabled = left === line.count;
      surface.show("preview", [lineFeature(pieces)]);
    } catch (error) {
      if (error.name !== "AbortError") onRefused(error);
    }
  }

  const soon = () => {
    clearTimeout(timer);
    asked?.abort();
    timer = setTimeout(preview, PAUSE_MS);
  };
  fold.addEventListener("toggle", () => (fold.open ? soon() : forget()));
  range.addEventListener("input", soon);
  use.addEventListener("click", () => {
    if (shown?.line === drawing.line) drawing.change(word("gesture_simplify"), { pieces: shown.pieces });
    fold.open = false;
  });
  drawing.addEventListener("change", () => {
    if (!fold.open) return;
    use.disabled = true;
    soon();
  });
}
