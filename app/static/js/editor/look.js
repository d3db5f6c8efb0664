/** The line as the register sees it: climb and findings, asked anew after each gesture. */

import { lineOf, post } from "./server.js";

const PAUSE_MS = 300;

/** Calls `onLook(look)` with what the server says of the line, null while it has none. */
export function watchLook(drawing, { onLook, onRefused }) {
  let timer = 0;
  let asked = null;
  let seen = null;

  async function look() {
    asked?.abort();
    asked = new AbortController();
    const { line } = drawing;
    seen = line;
    try {
      const look = drawing.isLine ? await post("/api/drawing/look", { line: lineOf(drawing) }, asked.signal) : null;
      if (drawing.line === line) onLook(look);
    } catch (error) {
      if (error.name === "AbortError") return;
      onRefused(error);
    }
  }

  drawing.addEventListener("change", () => {
    if (seen === drawing.line) return;
    seen = drawing.line;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
  return look();
}
