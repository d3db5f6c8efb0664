/** The mode in which vertices are chosen, dragged, put in and left out. */

import { guessed, deleteVertices, insertAfter, moveVertex } from "./gestures.js";
import { apart, between, nearest, positionOf } from "./measure.js";
import { lineFeature, neighbours, pointFeature } from "./surface.js";
import { word } from "./words.js";

export class Editing {
  /** The first and the last vertex that are chosen, null without any. */
  chosen = null;

  constructor({ drawing, surface, others, onChosen, onLength }) {
    Object.assign(this, { drawing, surface, others, onChosen, onLength });
    this.handlesShown = false;
    drawing.addEventListener("change", () => {
      const last = drawing.line.count - 1;
      if (this.chosen && this.chosen[1] > last) this.choose(last < 0 ? null : [last, last]);
    });
  }

  choose(range) {
    this.chosen = range;
    this.refresh();
    this.onChosen(range);
  }

  /** Draws the handles anew, for what is in view. */
  refresh() {
    this.handlesShown = this.surface.showHandles(this.drawing.line, this.chosen);
  }

  /** The vertex or the segment that a place means. */
  #meant(place) {
    if (!this.handlesShown) return null;
    const found = nearest(this.drawing.line, place.x, place.y);
    if (!found) return null;
    if (found.vertexAway < place.reach) return { vertex: found.vertex };
    return found.away < place.reach ? { segment: found.segment, part: found.part } : null;
  }

  hover(place) {
    const meant = this.#meant(place);
    const onSegment = meant?.segment !== undefined;
    this.surface.show("hover", onSegment ? [pointFeature(this.#foot(meant))] : []);
    this.surface.cursor(meant ? (onSegment ? "copy" : "grab") : "");
  }

  #foot = ({ segment, part }) =>
    between(positionOf(this.drawing.line, segment), positionOf(this.drawing.line, segment + 1), part);

  grab(place) {
    const meant = this.#meant(place);
    if (!meant) return null;
    this.surface.show("hover", []);
    return meant.vertex === undefined ? this.#gripOfSegment(meant) : this.#gripOfVertex(meant.vertex);
  }

  #gripOfVertex(vertex) {
    const ends = neighbours(this.drawing.line, vertex);
    return this.#grip(ends, (place) => {
      this.chosen = [vertex, vertex];
      this.#change("move", moveVertex(this.drawing.line, vertex, this.others.snapped(place)));
    }, (place) => this.choose(place.shift && this.chosen ? spanning(this.chosen, vertex) : [vertex, vertex]));
  }

  #gripOfSegment({ segment }) {
    return this.#grip([segment, segment + 1], (place) => {
      this.chosen = [segment + 1, segment + 1];
      this.#change("insert", insertAfter(this.drawing.line, segment, [this.others.snapped(place)]));
    }, () => this.choose([segment, segment]));
  }

  /** What follows the pointer: the way from one vertex over it to another; at an end there is one. */
  #grip([before, behind], drop, release) {
    const ends = [before, behind].map((vertex) => (vertex === null ? [] : [positionOf(this.drawing.line, vertex)]));
    const { at_m, length_m, pieces } = this.drawing.line;
    const others_m = length_m - (at_m[behind ?? before + 1] ?? 0) + (at_m[before ?? behind - 1] ?? 0);
    const clear = () => this.surface.show("moving", []);
    return {
      move: (place) => {
        const way = [...ends[0], this.others.snapped(place), ...ends[1]];
        this.surface.show("moving", [lineFeature([way])]);
        this.onLength(others_m + lengthOf(way));
      },
      drop: (place) => {
        clear();
        if (this.drawing.pieces === pieces) drop(place);
        this.refresh();
        this.onChosen(this.chosen);
      },
      release: (place) => {
        clear();
        if (place) release(place);
        else this.onLength(length_m);
      },
    };
  }

  /** Beside the line nothing is meant; a finger that only just missed it means no change. */
  click(place) {
    const found = place.isTouch && nearest(this.drawing.line, place.x, place.y);
    if (!found || found.away > 2 * place.reach) this.choose(null);
  }

  leave() {
    this.surface.show("hover", []);
    this.surface.show("moving", []);
    this.surface.cursor("");
  }

  #change(name, pieces) {
    this.drawing.change(word(`gesture_${name}`), { pieces });
  }

  /** Leaves out what is chosen. */
  remove() {
    if (!this.chosen) return;
    const [first, last] = this.chosen;
    const name = first === last ? "delete" : "delete_many";
    this.#change(name, deleteVertices(this.drawing.line, first, last));
    const left = Math.min(first, this.drawing.line.count - 1);
    this.choose(left < 0 ? null : [left, left]);
  }

  /** Moves the chosen vertex by degrees. */
  nudge(lon, lat) {
    if (!this.chosen) return;
    const [vertex] = this.chosen;
    const [was, there] = positionOf(this.drawing.line, vertex);
    this.chosen = [vertex, vertex];
    this.#change("move", moveVertex(this.drawing.line, vertex, [was + lon, there + lat]));
    this.choose([vertex, vertex]);
  }

  /** Puts a vertex in the middle of what follows the chosen one. */
  insertBehind() {
    if (!this.chosen) return;
    const [, behind] = neighbours(this.drawing.line, this.chosen[1]);
    if (behind === null) return;
    const middle = between(positionOf(this.drawing.line, this.chosen[1]), positionOf(this.drawing.line, behind), 0.5);
    guessed.add(middle);
    this.#change("insert", insertAfter(this.drawing.line, this.chosen[1], [middle]));
    this.choose([behind, behind]);
  }

  /** Chooses the vertex so many farther, or the first or last. */
  step(by, extend = false) {
    const last = this.drawing.line.count - 1;
    if (last < 0) return;
    const from = this.chosen ? this.chosen[by > 0 ? 1 : 0] : by > 0 ? -1 : last + 1;
    const vertex = Math.min(Math.max(from + by, 0), last);
    this.choose(extend && this.chosen ? spanning(this.chosen, vertex) : [vertex, vertex]);
  }
}

const lengthOf = (way) => way.slice(1).reduce((sum, place, number) => sum + apart(way[number], place), 0);
const spanning = ([first, last], vertex) => [Math.min(first, vertex), Math.max(last, vertex)];
