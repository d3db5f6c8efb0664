/** Heights of what was drawn, asked of the terrain models as one goes. */

import { guessed } from "./gestures.js";
import { post } from "./server.js";

const PAUSE_MS = 250;

/** Asks for the heights of positions that gestures bring; `settled()` waits for the last answer. */
export function watchHeights(drawing, onRefused) {
  let waiting = new Set();
  let timer = 0;
  let asking = Promise.resolve();

  async function fill() {
    clearTimeout(timer);
    const positions = [...waiting];
    waiting = new Set();
    if (!positions.length) return;
    try {
      const { heights } = await post("/api/drawing/heights", { positions: positions.map(([lon, lat]) => [lon, lat]) });
      for (const position of positions) guessed.delete(position);
      if (heights.some((height) => height !== null)) drawing.heighten(positions, heights);
    } catch (refusal) {
      onRefused(refusal);
    }
  }

  const next = () => (asking = asking.then(fill));
  drawing.addEventListener("change", ({ brought }) => {
    const unknown = brought.filter((position) => position.length < 3 || guessed.has(position));
    if (!unknown.length) return;
    for (const position of unknown) waiting.add(position);
    clearTimeout(timer);
    timer = setTimeout(next, PAUSE_MS);
  });
  return {
    async settled() {
      do await next();
      while (waiting.size);
    },
  };
}

/** A line without heights takes those of the terrain where they are all known; whether it did. */
export async function fillHeights(drawing, name) {
  const { pieces } = drawing;
  const positions = pieces.flat();
  if (!positions.length || drawing.hasHeights) return false;
  const { heights } = await post("/api/drawing/heights", { positions: positions.map(([lon, lat]) => [lon, lat]) });
  if (drawing.pieces !== pieces || heights.includes(null)) return false;
  let number = 0;
  return drawing.change(name, {
    pieces: pieces.map((piece) => piece.map(([lon, lat]) => [lon, lat, heights[number++]])),
  });
}
