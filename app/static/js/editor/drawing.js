/** What is being edited: a line and its instructions, with every gesture since, to undo. Pure. */

import { followEdit } from "./anchors.js";
import { brought, edited, editBetween, undone } from "./edits.js";
import { laidOut } from "./measure.js";

/**
 * Begins from what is stored. A gesture gives other pieces, other steps or both; steps that are
 * not given follow the line. Listeners of "change" get `brought`, the positions that are new.
 */
export class Drawing extends EventTarget {
  #done = [];
  #taken = [];
  #stored;
  #ids = new Map();

  constructor(pieces, steps) {
    super();
    this.line = laidOut(pieces);
    this.steps = steps;
    this.isReversed = false;
    this.#stored = { pieces, steps, last: null };
  }

  get pieces() {
    return this.line.pieces;
  }

  /** Whether there is a line, each of its pieces one that can be followed. */
  get isLine() {
    return this.line.count > 0 && this.pieces.every(({ length }) => length > 1);
  }

  /** Whether every position has a height. */
  get hasHeights() {
    return this.line.count > 0 && this.pieces.every((piece) => piece.every(({ length }) => length > 2));
  }

  /** The names of the gestures that can be undone and redone, null where there is none. */
  get undoable() {
    return this.#done.at(-1)?.name ?? null;
  }
  get redoable() {
    return this.#taken.at(-1)?.name ?? null;
  }

  /** What differs from what is stored. Where the line does, steps that only followed it do not
   * count: they go with it. Those that were placed since do, and those of a line from before. */
  get unsaved() {
    const line = editBetween(this.#stored.pieces, this.pieces) !== null;
    if (!line) return { line, steps: JSON.stringify(this.#stored.steps) !== JSON.stringify(this.steps) };
    const { last } = this.#stored;
    const since = last ? this.#done.indexOf(last) + 1 : 0;
    return { line, steps: Boolean(last && !since) || this.#done.slice(since).some(({ placed }) => placed) };
  }

  /** All of it as it is now, for `settle` once it has been stored. */
  get asItIs() {
    return { pieces: this.pieces, steps: this.steps, isReversed: this.isReversed, last: this.#done.at(-1) ?? null };
  }

  /**
   * Makes a gesture, named for the button that undoes it; false where it changes nothing.
   * `turns` says that the line is travelled the other way. With `merge`, one of the same name
   * that has just been made of the steps alone goes on: typing is undone at once.
   */
  change(name, { pieces = this.pieces, steps = null, follow = followEdit, turns = false, merge = false }) {
    const edit = editBetween(this.pieces, pieces);
    const placed = steps !== null;
    if (!edit && !placed) return false;
    const line = edit ? laidOut(edited(this.pieces, edit)) : this.line;
    const now = steps ?? follow(this.steps, this.line, line);
    const last = this.#done.at(-1);
    const goesOn = merge && !edit && last?.name === name && !last.edit && last !== this.#stored.last;
    if (goesOn) this.#done[this.#done.length - 1] = { ...last, steps: [last.steps[0], now] };
    else this.#done.push({ name, edit, placed, turns, steps: [this.steps, now] });
    this.#taken = [];
    this.#show(line, now, turns, edit);
    return true;
  }

  /** Takes the last gesture back, or makes it again; its name, null where there is none. */
  undo() {
    return this.#step(this.#done, this.#taken, ({ edit, steps }) => [edit && undone(edit), steps[0]]);
  }
  redo() {
    return this.#step(this.#taken, this.#done, ({ edit, steps }) => [edit, steps[1]]);
  }

  #step(from, to, how) {
    const gesture = from.pop();
    if (!gesture) return null;
    to.push(gesture);
    const [edit, steps] = how(gesture);
    this.#show(edit ? laidOut(edited(this.pieces, edit)) : this.line, steps, gesture.turns, edit);
    return gesture.name;
  }

  /** Heights that came later, written into positions wherever they stand: undoing keeps them. The
   * line is another one then, of the same pieces. */
  heighten(positions, heights) {
    positions.forEach((position, number) => {
      if (heights[number] !== null) position[2] = heights[number];
    });
    this.line = { ...this.line };
    this.#tell([]);
  }

  /** What was sent is stored now, with these steps; what was done meanwhile stays unsaved. */
  settle(steps, sent = this.asItIs) {
    if (steps.length === sent.steps.length) sent.steps.forEach(({ key }, at) => this.#ids.set(key, steps[at].id));
    const isSame = this.pieces === sent.pieces && this.steps === sent.steps;
    this.isReversed = this.isReversed !== sent.isReversed;
    this.#stored = { pieces: sent.pieces, steps, last: sent.last };
    if (isSame) this.#restep(steps);
    this.#tell([]);
  }

  /** The steps are the same in other words: the gestures beside lead to these from now on. */
  #restep(steps) {
    const last = this.#done.at(-1);
    const next = this.#taken.at(-1);
    if (last) last.steps[1] = steps;
    if (next) next.steps[0] = steps;
    this.steps = steps;
  }

  /** Something else is stored by now; what is drawn here is kept instead. */
  meet({ pieces, steps }) {
    this.#stored = { ...this.#stored, pieces, steps };
    this.#tell([]);
  }

  /** The id under which a step is stored now, null for one that is not. */
  idOf({ id, key }) {
    const known = id ?? this.#ids.get(key);
    return this.#stored.steps.some((step) => step.id === known) ? (known ?? null) : null;
  }

  #show(line, steps, turns, edit) {
    this.line = line;
    this.steps = steps;
    if (turns) this.isReversed = !this.isReversed;
    this.#tell(edit ? brought(edit) : []);
  }

  #tell(positions) {
    this.dispatchEvent(Object.assign(new Event("change"), { brought: positions }));
  }
}
