/** Keys: the arrows move the chosen vertex, PageUp and PageDown choose, Space
 * draws to the middle of the map, Ctrl+Z takes back. */

import { positionOf } from "./measure.js";
import { middlePlace } from "./pointer.js";

const NUDGE_PX = 2;
const FAST = 8;
const CLOSE_ZOOM = 15;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const isTyping = ({ target }) => Boolean(target.closest?.("input:not([type=range]), textarea, select"));

/** Degrees of longitude and latitude that so many pixels are, at the middle of the map. */
function degreesOf(map, right, up) {
  const { lng, lat } = map.getCenter();
  const at = map.project([lng, lat]);
  const moved = map.unproject([at.x + right, at.y - up]);
  return [moved.lng - lng, moved.lat - lat];
}

/** Whether a place is seen, and not at the map's edge, where tools lie. */
function isWellInside(map, position) {
  const { x, y } = map.project(position);
  const { clientWidth, clientHeight } = map.getCanvas();
  return x > clientWidth / 4 && x < (clientWidth * 3) / 4 && y > clientHeight / 4 && y < (clientHeight * 3) / 4;
}

/** Keys on the map are the editing mode's; undoing works everywhere but where one types. */
export function watchKeys({ map, drawing, editing, modeNow, toEditing }) {
  const step = (by) => (event) => {
    editing.step(by, event.shiftKey);
    if (!editing.chosen) return;
    const [lon, lat] = positionOf(drawing.line, editing.chosen[by > 0 ? 1 : 0]);
    if (map.getZoom() < CLOSE_ZOOM) map.jumpTo({ center: [lon, lat], zoom: CLOSE_ZOOM });
    else if (!isWellInside(map, [lon, lat])) map.jumpTo({ center: [lon, lat] });
  };
  const keys = {
    PageDown: step(1),
    PageUp: step(-1),
    Home: step(-Infinity),
    End: step(Infinity),
    Delete: () => editing.remove(),
    Backspace: () => editing.remove(),
    Insert: () => editing.insertBehind(),
    Escape: () => editing.choose(null),
  };

  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    if (modeNow().key?.(event)) return event.preventDefault();
    if (event.key === "Escape" && modeNow() !== editing) return toEditing();
    if (event.key === " " && modeNow() !== editing) {
      event.preventDefault();
      return modeNow().click(middlePlace(map, event));
    }
    if (modeNow() !== editing) return undefined;
    if (event.key in ARROWS && editing.chosen) {
      const [right, up] = ARROWS[event.key].map((way) => way * NUDGE_PX * (event.shiftKey ? FAST : 1));
      editing.nudge(...degreesOf(map, right, up));
    } else if (event.key in keys) keys[event.key](event);
    else return undefined;
    event.preventDefault();
    event.stopImmediatePropagation();
    return undefined;
  }, { capture: true });

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || isTyping(event)) return;
    const key = event.key.toLowerCase();
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if (!isRedo && key !== "z") return;
    event.preventDefault();
    if (isRedo) drawing.redo();
    else drawing.undo();
  });
}
