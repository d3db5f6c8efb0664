/** Mouse, pen and finger on the map, told to the mode in use as places. */

import { mercatorX, mercatorY } from "./measure.js";

const TILE = 512;
const STILL_PX = 4;

/** A place: degrees, the map's square, and how far around it is meant, in that square's units. */
function placed(map, { lng, lat }, event) {
  const isTouch = event.pointerType === "touch";
  return {
    lon: lng, lat, x: mercatorX(lng), y: mercatorY(lat), isTouch,
    reach: (isTouch ? 24 : 11) / (TILE * 2 ** map.getZoom()), shift: event.shiftKey, alt: event.altKey,
  };
}

function placeAt(map, event) {
  const { left, top } = map.getCanvas().getBoundingClientRect();
  return placed(map, map.unproject([event.clientX - left, event.clientY - top]), event);
}

/** The place in the middle of the map, where keys draw. */
export const middlePlace = (map, event) => placed(map, map.getCenter(), event);

/**
 * A mode has `hover(place)`, `grab(place)`, which gives null or `{ move(place), drop(place),
 * release(place) }`, `click(place)` and `leave()`; `modeNow()` is the one in use. Moves are told
 * once a frame. Without a place a release takes it all back, as when a second finger zooms.
 */
export function watchPointer(map, modeNow) {
  const canvas = map.getCanvasContainer();
  let held = null;
  let began = null;
  let frame = 0;
  let latest = null;

  const far = (event) => Math.hypot(event.clientX - began.clientX, event.clientY - began.clientY) > STILL_PX;
  const settle = () => {
    cancelAnimationFrame(frame);
    frame = 0;
  };

  /** Nothing is held any more, and what was begun does not count. */
  function letGo() {
    settle();
    held?.release();
    held = began = null;
    map.dragPan.enable();
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary) return letGo();
    if (event.button || event.target !== map.getCanvas()) return;
    began = event;
    held = modeNow().grab?.(placeAt(map, event)) ?? null;
    if (!held) return;
    map.dragPan.disable();
    canvas.setPointerCapture(event.pointerId);
    held.moved = false;
  });

  canvas.addEventListener("pointermove", (event) => {
    if (!event.isPrimary) return;
    latest = event;
    if (held && !held.moved && !far(event)) return;
    if (held) held.moved = true;
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      const place = placeAt(map, latest);
      if (held) held.move(place);
      else if (!latest.buttons) modeNow().hover?.(place);
    });
  });

  window.addEventListener("pointerup", (event) => {
    if (!event.isPrimary || !began) return;
    settle();
    const place = placeAt(map, event);
    const [grip, wasStill] = [held, !far(event)];
    held = began = null;
    map.dragPan.enable();
    if (grip?.moved) grip.drop(place);
    else if (grip) grip.release(place);
    else if (wasStill) modeNow().click?.(place);
  });

  window.addEventListener("pointercancel", letGo);
}
