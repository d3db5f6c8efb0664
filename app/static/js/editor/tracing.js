/** The mode in which clicks draw the line on, or begin it. */

import { Clicks } from "./clicks.js";
import { append, prepend } from "./gestures.js";
import { positionOf } from "./measure.js";
import { word } from "./words.js";

/** Draws on behind the end of the line, or before its start. */
export class Tracing {
  #clicks;
  #atStart = false;

  constructor(context) {
    Object.assign(this, context);
    this.#clicks = new Clicks(context);
  }

  enter({ atStart = false } = {}) {
    this.#atStart = atStart;
    this.surface.cursor("crosshair");
    this.onHint(word("hint_draw"));
  }

  #end(atStart) {
    const { line } = this.drawing;
    return line.count ? positionOf(line, atStart ? 0 : line.count - 1) : null;
  }

  hover(place) {
    this.#clicks.point(this.#end(this.#atStart), place);
  }

  /** A click whose answer comes after the line was changed otherwise leads nowhere. */
  click(place) {
    const here = this.others.snapped(place);
    const atStart = this.#atStart;
    this.#clicks.later(async () => {
      const { line, pieces } = this.drawing;
      const from = this.#end(atStart);
      const course = from ? await this.#clicks.course(from, here) : [here];
      if (!course?.length || this.drawing.pieces !== pieces) return;
      const longer = atStart ? prepend(line, [...course].reverse()) : append(line, course);
      this.drawing.change(word("gesture_draw"), { pieces: longer });
    });
  }

  /** Backspace takes back what was drawn, and nothing from before. */
  key(event) {
    if (event.key === "Enter") this.onDone();
    else if (event.key !== "Backspace") return false;
    else if (this.drawing.undoable === word("gesture_draw")) this.drawing.undo();
    return true;
  }

  leave() {
    this.surface.show("moving", []);
    this.surface.cursor("");
  }
}
