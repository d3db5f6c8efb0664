/** Other routes near by, with every vertex, so that what is drawn can lie exactly on them. */

import { ask } from "./server.js";
import { between, laidOut, nearest, positionOf } from "./measure.js";

const FROM_ZOOM = 12;
const WIDEST_DEG = 0.2;

export class Neighbours {
  isOn = true;
  #lines = [];
  #box = null;
  #asked = null;

  constructor(routeId) {
    this.routeId = routeId;
  }

  /** Fetches the lines in view, with a margin, where that was not done yet. */
  async look(map) {
    const bounds = map.getBounds();
    const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    if (!this.isOn || map.getZoom() < FROM_ZOOM || east - west > WIDEST_DEG || north - south > WIDEST_DEG) return;
    const box = this.#box;
    if (box && west >= box[0] && south >= box[1] && east <= box[2] && north <= box[3]) return;
    const margin = [(east - west) * 0.1, (north - south) * 0.1];
    const wanted = [west - margin[0], south - margin[1], east + margin[0], north + margin[1]];
    this.#asked?.abort();
    this.#asked = new AbortController();
    const query = new URLSearchParams(["west", "south", "east", "north"].map((side, at) => [side, wanted[at].toFixed(6)]));
    query.set("except", this.routeId);
    try {
      const { said } = await ask(`/api/drawing/near?${query}`, { signal: this.#asked.signal });
      this.#lines = said.lines.map(({ coordinates }) => laidOut(coordinates));
      this.#box = wanted;
    } catch (error) {
      if (error.name !== "AbortError") this.#lines = [];
    }
  }

  /** The position on another route that a place is meant for, or the place itself. */
  snapped(place) {
    const here = [place.lon, place.lat];
    if (!this.isOn || place.alt) return here;
    let best = null;
    for (const line of this.#lines) {
      const found = nearest(line, place.x, place.y);
      if (!found) continue;
      const isVertex = found.vertexAway < place.reach;
      const away = isVertex ? found.vertexAway / 2 : found.away;
      if (away > place.reach || (best && best.away <= away)) continue;
      const position = isVertex ? positionOf(line, found.vertex) : onSegment(line, found);
      best = { away, position };
    }
    return best ? best.position.slice(0, 2) : here;
  }
}

const onSegment = (line, { segment, part }) => between(positionOf(line, segment), positionOf(line, segment + 1), part);
