/** The mode in which clicks give a stretch of the line another course. */

import { Clicks } from "./clicks.js";
import { nearest, pointAt } from "./measure.js";
import { replaceStretch } from "./stretches.js";
import { lineFeature, pointFeature } from "./surface.js";
import { word } from "./words.js";

/** A click this near to where the stretch begins does not end it. */
const LEAST_M = 1;

/** From a place on the line, by clicks, to another place on it: the new course of that stretch. */
export class Rerouting {
  #clicks;
  /** `{ pieces, from_m, course }`: of which line, from where, the positions so far; null before. */
  #stretch = null;

  constructor(context) {
    Object.assign(this, context);
    this.#clicks = new Clicks(context);
  }

  enter() {
    this.surface.cursor("crosshair");
    this.#forget();
  }

  #forget() {
    this.#stretch = null;
    for (const name of ["preview", "moving", "hover"]) this.surface.show(name, []);
    this.onHint(word("hint_stretch_from"));
  }

  #isOfNow(stretch) {
    return stretch === this.#stretch && stretch?.pieces === this.drawing.pieces;
  }

  #onLine(place) {
    const found = nearest(this.drawing.line, place.x, place.y);
    if (!found || found.away > place.reach * 1.5) return null;
    return found.vertexAway < place.reach ? this.drawing.line.at_m[found.vertex] : found.at_m;
  }

  hover(place) {
    const at_m = this.#onLine(place);
    this.surface.show("hover", at_m === null ? [] : [pointFeature(pointAt(this.drawing.line, at_m))]);
    this.#clicks.point(this.#stretch?.course.at(-1), place);
  }

  click(place) {
    const { line, pieces } = this.drawing;
    if (this.#stretch && !this.#isOfNow(this.#stretch)) this.#forget();
    const at_m = this.#onLine(place);
    const stretch = this.#stretch;
    if (stretch) this.#lead(stretch, place, at_m === null || Math.abs(at_m - stretch.from_m) < LEAST_M ? null : at_m);
    else if (at_m !== null) {
      this.#stretch = { pieces, from_m: at_m, course: [pointAt(line, at_m)] };
      this.onHint(word("hint_stretch_to"));
    }
  }

  /** Leads the course on to a place; on the line it is done. */
  #lead(stretch, place, to_m) {
    const here = to_m === null ? this.others.snapped(place) : pointAt(this.drawing.line, to_m).slice(0, 2);
    this.#clicks.later(async () => {
      if (!this.#isOfNow(stretch)) return;
      const { course } = stretch;
      const more = await this.#clicks.course(course.at(-1), here);
      if (!more || !this.#isOfNow(stretch) || stretch.course !== course) return;
      stretch.course = [...course, ...more];
      this.surface.show("preview", [lineFeature([stretch.course])]);
      if (to_m === null) return;
      const inner = stretch.course.slice(1).map((one) => one.slice(0, 2));
      this.drawing.change(word("gesture_stretch"), replaceStretch(this.drawing.line, stretch.from_m, to_m, inner));
      this.onDone();
    });
  }

  key(event) {
    if (event.key !== "Backspace" || !this.#stretch) return false;
    this.#stretch.course = this.#stretch.course.slice(0, 1);
    this.surface.show("preview", []);
    return true;
  }

  leave() {
    this.#forget();
    this.surface.cursor("");
    this.onHint("");
  }
}
