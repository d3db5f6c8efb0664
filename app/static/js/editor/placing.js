/** The mode in which instructions are put on the line, slide along it, and are left out. */

import { mercatorX, mercatorY, pointAt } from "./measure.js";
import { footOf, halfwayBehind, movedStep, newStep, numberOf, withoutStep, withStep } from "./steps.js";
import { pointFeature } from "./surface.js";
import { word } from "./words.js";

const NUDGE_M = 10;
const FAR_M = 100;

export class Placing {
  /** The key of the chosen instruction, null without any. */
  chosen = null;
  #sliding = null;

  /** `onChosen(key, { isNew, byMap })` hears what is chosen, `onSliding(key, at_m)` where it is dragged. */
  constructor({ drawing, surface, editing, onHint, onChosen, onSliding }) {
    Object.assign(this, { drawing, surface, editing, onHint, onChosen, onSliding });
  }

  enter() {
    this.editing.choose(null);
    this.surface.show("handles", []);
    this.onHint(word("hint_steps"));
  }

  leave() {
    this.surface.show("hover", []);
    this.surface.cursor("");
    this.editing.refresh();
  }

  choose(key, more = {}) {
    this.chosen = key;
    if (key !== null) this.onHint("");
    this.refresh();
    this.onChosen(key, more);
  }

  get #step() {
    return this.drawing.steps.find(({ key }) => key === this.chosen);
  }

  /** Where the chosen instruction is, or is being dragged to; null without any. */
  get place() {
    const at_m = this.#sliding ?? this.#step?.at_m;
    return at_m === undefined || this.drawing.line.count < 2 ? null : pointAt(this.drawing.line, at_m);
  }

  /** Draws the numbers anew; the chosen one above the others. */
  refresh() {
    const { line, steps } = this.drawing;
    const features = line.count < 2 ? [] : steps.map(({ key, at_m, to_check }, index) => {
      const isChosen = key === this.chosen;
      const here = isChosen && this.#sliding !== null ? this.#sliding : at_m;
      return pointFeature(pointAt(line, here), { key, number: String(index + 1), to_check, chosen: isChosen });
    });
    this.surface.show("steps", [...features].sort((one, other) => one.properties.chosen - other.properties.chosen));
  }

  /** The instruction under a place: of several the nearest. */
  #under(place) {
    if (this.drawing.line.count < 2) return null;
    const far = ({ at_m }) => {
      const [lon, lat] = pointAt(this.drawing.line, at_m);
      return Math.hypot(place.x - mercatorX(lon), place.y - mercatorY(lat));
    };
    const near = this.drawing.steps.map((step) => ({ step, far: far(step) })).filter((one) => one.far < place.reach * 1.2);
    return [...near].sort((one, other) => one.far - other.far)[0]?.step ?? null;
  }

  #foot(place, near_m, reach) {
    return footOf(this.drawing.line, place, near_m, reach);
  }

  hover(place) {
    const step = this.#under(place);
    const foot = step ? null : this.#foot(place, this.#step?.at_m ?? 0, place.reach * 1.5);
    this.surface.show("hover", foot ? [pointFeature(pointAt(this.drawing.line, foot.at_m))] : []);
    this.surface.cursor(step ? "grab" : foot ? "copy" : "");
  }

  /** An instruction that is dragged slides along the line, past others too. */
  grab(place) {
    const step = this.#under(place);
    if (!step) return null;
    this.surface.show("hover", []);
    const slide = (to) => {
      this.#sliding = this.#foot(to, this.#sliding ?? step.at_m).at_m;
    };
    return {
      move: (to) => {
        this.chosen = step.key;
        slide(to);
        this.refresh();
        this.onSliding(step.key, this.#sliding);
      },
      drop: (to) => {
        slide(to);
        const at_m = this.#sliding;
        this.#sliding = null;
        this.#move(step.key, at_m);
        this.choose(step.key, { byMap: true });
      },
      release: (to) => {
        this.#sliding = null;
        if (to) this.choose(step.key, { byMap: true });
        else this.refresh();
      },
    };
  }

  click(place) {
    const foot = this.#foot(place, this.#step?.at_m ?? 0, place.reach * 1.5);
    if (foot) this.insert(foot.at_m);
    else this.choose(null);
  }

  /** Puts a new instruction at a distance along, to be worded. */
  insert(at_m) {
    const step = newStep(at_m);
    this.drawing.change(word("gesture_step_add"), { steps: withStep(this.drawing.steps, step) });
    this.choose(step.key, { isNew: true });
  }

  /** Leaves an instruction out; the one behind it is chosen. */
  remove(key) {
    const { steps } = this.drawing;
    const number = numberOf(steps, key);
    this.drawing.change(word("gesture_step_delete", { number }), { steps: withoutStep(steps, key) });
    this.choose((this.drawing.steps[number - 1] ?? this.drawing.steps.at(-1))?.key ?? null);
  }

  #move(key, at_m, merge = false) {
    const { line, steps } = this.drawing;
    const within_m = Math.min(Math.max(at_m, 0), line.length_m);
    const name = word("gesture_step_move", { number: numberOf(steps, key) });
    this.drawing.change(name, { steps: movedStep(steps, key, within_m), merge });
  }

  #chooseBeside(by) {
    const { steps } = this.drawing;
    const number = numberOf(steps, this.chosen);
    const next = number ? number + by : by > 0 ? 1 : steps.length;
    const step = steps[Math.min(Math.max(next, 1), steps.length) - 1];
    if (step) this.choose(step.key, { byMap: true });
  }

  /** A key on the map or on a number of the list; whether it meant something. */
  key(event) {
    if (this.drawing.line.count < 2) return false;
    const { chosen } = this;
    const far_m = event.shiftKey ? FAR_M : NUDGE_M;
    const nudge = (by_m) => this.#move(chosen, this.#step.at_m + by_m, true);
    const keys = {
      Insert: () => this.insert(halfwayBehind(this.drawing.steps, chosen, this.drawing.line.length_m)),
      PageDown: () => this.#chooseBeside(1),
      PageUp: () => this.#chooseBeside(-1),
      ...(this.#step && {
        ArrowLeft: () => nudge(-far_m),
        ArrowRight: () => nudge(far_m),
        Delete: () => this.remove(chosen),
        Backspace: () => this.remove(chosen),
        Escape: () => this.choose(null),
      }),
    };
    if (!Object.hasOwn(keys, event.key)) return false;
    event.stopPropagation();
    keys[event.key]();
    return true;
  }
}
