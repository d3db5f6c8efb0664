/** A profile that answers to pointer, touch and arrow keys with a place on the line. */

import { heightAt, nearestTo, stageAt } from "./along.js";
import { kilometres, metres } from "./numbers.js";

const STEP = 0.01;
const PICTURE_HEIGHT = 140;
const NEAR = 0.02;
const MOVES = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP, PageUp: 0.1, PageDown: -0.1, Home: -1, End: 1 };

/** Kilometre and height; the stage; what is near. */
function wordsAt({ heights_m, length_m, stages, passed }, fraction, language) {
  const at_m = fraction * length_m;
  const near = nearestTo(passed, at_m, NEAR * length_m);
  return [
    kilometres(at_m, language),
    metres(heightAt(heights_m, fraction), language),
    stageAt(stages, at_m)?.name,
    near?.name,
  ].filter(Boolean).join(" · ");
}

/** Watches the profile; `onMove(fraction)` gets 0 to 1, or null when the pointer is gone. */
export function watchProfile(figure, route, language, onMove) {
  const picture = figure.querySelector(".profile-picture");
  const cursor = figure.querySelector("#profile-cursor");
  const stretch = figure.querySelector("#profile-stretch");
  const readout = figure.querySelector("#profile-readout");
  const [bottom, top] = picture.dataset.scale.split(",").map(Number);
  let at = 0;

  function show(fraction) {
    at = Math.min(Math.max(fraction, 0), 1);
    const height = heightAt(route.heights_m, at);
    const words = wordsAt(route, at, language);
    for (const part of cursor.children) {
      for (const name of part.tagName === "line" ? ["x1", "x2"] : ["cx"]) part.setAttribute(name, `${at * 100}%`);
    }
    cursor.querySelector("circle").setAttribute("cy", ((top - height) / (top - bottom)) * PICTURE_HEIGHT);
    cursor.removeAttribute("hidden");
    tell(words);
    picture.setAttribute("aria-valuenow", Math.round(at * 100));
    picture.setAttribute("aria-valuetext", words);
    onMove(at);
  }

  function hide() {
    cursor.setAttribute("hidden", "");
    stretch.setAttribute("hidden", "");
    tell(null);
    onMove(null);
  }

  /** Says where one is, or what the profile is for. */
  function tell(words) {
    readout.textContent = words ?? readout.dataset.hint;
    readout.classList.toggle("is-telling", words !== null);
  }

  /** Lights a stretch, from and to in fractions. */
  function light(from, to) {
    stretch.setAttribute("x", `${from * 100}%`);
    stretch.setAttribute("width", `${(to - from) * 100}%`);
    stretch.removeAttribute("hidden");
  }

  figure.classList.add("is-live");
  tell(null);
  for (const [name, value] of Object.entries({ role: "slider", tabindex: "0", "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": "0" })) {
    picture.setAttribute(name, value);
  }
  const point = (event) => {
    const { left, width } = picture.getBoundingClientRect();
    show((event.clientX - left) / width);
  };
  picture.addEventListener("pointermove", point);
  picture.addEventListener("pointerdown", point);
  picture.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide());
  picture.addEventListener("focusout", hide);
  picture.addEventListener("keydown", (event) => {
    if (!(event.key in MOVES)) return;
    event.preventDefault();
    show(at + MOVES[event.key]);
  });
  return { show, hide, light };
}
