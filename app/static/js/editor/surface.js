/** What the editor draws on the map: the line, its vertices, findings, steps, what is moving. */

import { readTokens } from "../tokens.js";
import { isLast, laidOut } from "./measure.js";
import { layOver } from "./over.js";

/** Shown in SVG over the map: they change with each move of the pointer. */
const OVER = new Set(["moving", "hover"]);
const MOST_HANDLES = 800;
const round = { "line-join": "round", "line-cap": "round" };
const collection = (features) => ({ type: "FeatureCollection", features });
export const pointFeature = (position, properties = {}) => ({
  type: "Feature", properties, geometry: { type: "Point", coordinates: position.slice(0, 2) },
});
export const lineFeature = (pieces, properties = {}) => ({
  type: "Feature", properties,
  geometry: { type: "MultiLineString", coordinates: pieces.filter(({ length }) => length > 1) },
});

const lines = (id, paint, more = {}) => ({ id, type: "line", source: id, layout: round, paint, ...more });
const circles = (id, paint, more = {}) => ({ id, type: "circle", source: id, paint, ...more });

/** The layers from the lowest to the highest; each but the casing has a source of its name. */
function layers(tokens, practice) {
  const chosen = ["==", ["get", "chosen"], true];
  const ring = { "circle-stroke-color": tokens.ink, "circle-stroke-width": 1.5 };
  const severity = ["match", ["get", "severity"], "error", tokens.walking, "warning", tokens.sun, tokens.ground];
  return [
    lines("guide", { "line-color": tokens.ink, "line-width": 3, "line-dasharray": [1, 1.6], "line-opacity": 0.7 }),
    { ...lines("edited", { "line-color": tokens.casing, "line-width": 9 }), id: "edited-casing" },
    lines("edited", { "line-color": tokens[practice], "line-width": 5 }),
    lines("stretch", { "line-color": tokens.sun, "line-width": 6 }),
    lines("preview", { "line-color": tokens.ink, "line-width": 3 }),
    circles("findings", { "circle-radius": 9, "circle-color": severity, ...ring, "circle-stroke-width": 2 }),
    circles("handles", {
      "circle-radius": ["case", chosen, 8, 5], "circle-color": ["case", chosen, tokens.sun, tokens.ground], ...ring,
    }),
    circles("ends", { "circle-radius": 7, "circle-color": ["get", "colour"], "circle-stroke-color": tokens.casing, "circle-stroke-width": 2.5 }),
    circles("steps", { "circle-radius": 11, "circle-color": ["case", ["get", "to_check"], tokens.sun, tokens.ground], ...ring }),
    {
      id: "step-numbers", type: "symbol", source: "steps",
      layout: { "text-field": ["get", "number"], "text-font": ["Signika Semibold"], "text-size": 13, "text-allow-overlap": true },
      paint: { "text-color": ["case", ["get", "to_check"], "#1d1a08", tokens.ink] },
    },
  ];
}

export class Surface {
  #shown = {};
  #map = null;
  #over = null;

  constructor({ practice, slug }) {
    Object.assign(this, { practice, slug });
  }

  /** Adds everything to a style just loaded, above the other routes, faded; the route's public line
   * is left out. What was shown is shown again. */
  dress(map) {
    this.#map = map;
    this.#over ??= layOver(map);
    const others = ["!=", ["get", "slug"], this.slug];
    for (const layer of ["routes-casing", "routes-line"]) {
      map.setFilter(layer, others);
      map.setPaintProperty(layer, "line-opacity", 0.45);
    }
    for (const layer of layers(readTokens(), this.practice)) {
      if (!map.getSource(layer.source)) {
        const data = collection(this.#shown[layer.source] ?? []);
        map.addSource(layer.source, { type: "geojson", data, tolerance: 0.2, maxzoom: 20 });
      }
      map.addLayer(layer);
    }
  }

  /** Shows features in a layer instead of those before. */
  show(name, features) {
    if (!features.length && !this.#shown[name]?.length) return;
    this.#shown[name] = features;
    if (OVER.has(name)) this.#over?.show(name, features);
    else this.#map?.getSource(name)?.setData(collection(features));
  }

  /** The pointer's shape over the map; "" is the map's own. */
  cursor(shape) {
    this.#map.getCanvas().style.cursor = shape;
  }

  /** The whole line, and where it begins and ends. */
  showLine(line) {
    const tokens = readTokens();
    this.show("edited", [lineFeature(line.pieces)]);
    const [first, last] = [line.pieces[0]?.[0], line.pieces.at(-1)?.at(-1)];
    this.show("ends", first ? [pointFeature(last, { colour: tokens.walking }), pointFeature(first, { colour: tokens.gravel })] : []);
  }

  /** The vertices in view, unless they are too many to be told apart: then the chosen ones' ends.
   * Whether they are all shown. */
  showHandles(line, chosen) {
    const bounds = this.#map.getBounds();
    const { x, y } = laidOut([[[bounds.getWest(), bounds.getNorth()], [bounds.getEast(), bounds.getSouth()]]]);
    const seen = [];
    for (let vertex = 0; vertex < line.count && seen.length <= MOST_HANDLES; vertex += 1) {
      if (line.x[vertex] >= x[0] && line.x[vertex] <= x[1] && line.y[vertex] >= y[0] && line.y[vertex] <= y[1]) seen.push(vertex);
    }
    const areShown = seen.length <= MOST_HANDLES;
    const [from, to] = chosen ?? [-1, -2];
    let piece = 0;
    const features = (areShown ? seen : [...new Set([from, to])].filter((one) => one >= 0)).map((vertex) => {
      while (vertex >= line.starts[piece + 1]) piece += 1;
      return pointFeature(line.pieces[piece][vertex - line.starts[piece]], { chosen: vertex >= from && vertex <= to });
    });
    this.show("handles", features);
    return areShown;
  }
}

/** The two neighbours of a vertex in its piece, null where it is an end. */
export function neighbours(line, vertex) {
  const before = line.starts.includes(vertex) ? null : vertex - 1;
  return [before, isLast(line, vertex) ? null : vertex + 1];
}
