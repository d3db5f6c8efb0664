/** What clicks draw: straight, or along the ways. */

import { ONE_PLACE_M } from "./gestures.js";
import { apart } from "./measure.js";
import { post } from "./server.js";
import { lineFeature } from "./surface.js";

/** Clicks lead on along the ways, where that is wished, else straight; heights come by themselves. */
export class Clicks {
  constructor(context) {
    this.context = context;
    this.queue = Promise.resolve();
  }

  /** The positions from one to another, the first left out; none where they are one place. */
  async course(from, to) {
    const { ways, onRefused } = this.context;
    if (apart(from, to) < ONE_PLACE_M) return [];
    if (!ways.isOn) return [to];
    try {
      const { coordinates } = await post("/api/drawing/ways", { points: [from.slice(0, 2), to], practice: ways.practice });
      return coordinates.filter((one, number) => apart(coordinates[number - 1] ?? from, one) > ONE_PLACE_M);
    } catch (refusal) {
      onRefused(refusal);
      return null;
    }
  }

  /** One click after the other, though each may wait for an answer. */
  later(work) {
    this.queue = this.queue.then(work).catch(this.context.onRefused);
  }

  /** What would be drawn to where the pointer is. */
  point(from, place) {
    const { surface, others } = this.context;
    surface.show("moving", from ? [lineFeature([[from, others.snapped(place)]])] : []);
  }
}
