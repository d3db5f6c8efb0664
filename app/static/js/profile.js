/** A profile that answers to pointer, touch and arrow keys with a place on the line. */

import { heightAt } from "./along.js";
import { kilometres, metres } from "./numbers.js";

const STEP = 0.01;
const PICTURE_HEIGHT = 140;

/** Watches the profile; `onMove(fraction)` gets 0 to 1, or null when the pointer is gone. */
export function watchProfile(figure, { heights_m, length_m }, language, onMove) {
  const picture = figure.querySelector(".profile-picture");
  const cursor = figure.querySelector("#profile-cursor");
  const readout = figure.querySelector("#profile-readout");
  const [bottom, top] = picture.dataset.scale.split(",").map(Number);
  let at = 0;

  function show(fraction) {
    at = Math.min(Math.max(fraction, 0), 1);
    const height = heightAt(heights_m, at);
    const words = `${kilometres(at * length_m, language)} · ${metres(height, language)}`;
    for (const part of cursor.children) {
      for (const name of part.tagName === "line" ? ["x1", "x2"] : ["cx"]) part.setAttribute(name, `${at * 100}%`);
    }
    cursor.querySelector("circle").setAttribute("cy", ((top - height) / (top - bottom)) * PICTURE_HEIGHT);
    cursor.removeAttribute("hidden");
    readout.textContent = words;
    picture.setAttribute("aria-valuenow", Math.round(at * 100));
    picture.setAttribute("aria-valuetext", words);
    onMove(at);
  }

  function hide() {
    cursor.setAttribute("hidden", "");
    readout.textContent = "";
    onMove(null);
  }

  figure.classList.add("is-live");
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
    const moves = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP, PageUp: 0.1, PageDown: -0.1, Home: -1, End: 1 };
    if (!(event.key in moves)) return;
    event.preventDefault();
    show(at + moves[event.key]);
  });
}
