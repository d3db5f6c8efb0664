/**
 * A line laid out: metres along it, and where its vertices lie on the map's square. Pure.
 *
 * A line is a list of pieces, a piece a list of positions [lon, lat] or [lon, lat, height].
 * Vertices are numbered through all pieces. Lengths are those of gis/measure.py.
 */

const A = 6378137;
const ES = 0.00669437999014;
const RADIANS = Math.PI / 180;

/** Metres of a degree of longitude and of latitude, by the radii of curvature on WGS 84. */
export function metresPerDegree(lat) {
  const sine = Math.sin(lat * RADIANS);
  const root = Math.sqrt(1 - ES * sine * sine);
  const east = (A / root) * Math.cos(lat * RADIANS);
  const north = (A * (1 - ES)) / (root * root * root);
  return [east * RADIANS, north * RADIANS];
}

/** Metres between two positions, as long as a way's segment is. */
export function apart([lon1, lat1], [lon2, lat2]) {
  const [east, north] = metresPerDegree((lat1 + lat2) / 2);
  return Math.hypot((lon2 - lon1) * east, (lat2 - lat1) * north);
}

/** Web Mercator, the world being the square from 0 to 1. */
export const mercatorX = (lon) => (lon + 180) / 360;
export const mercatorY = (lat) => (1 - Math.asinh(Math.tan(lat * RADIANS)) / Math.PI) / 2;

/** `x`, `y`, `at_m` by vertex; `starts` the number of each piece's first vertex, and the count. */
export function laidOut(pieces) {
  const starts = [0];
  for (const piece of pieces) starts.push(starts.at(-1) + piece.length);
  const count = starts.at(-1);
  const [x, y, at_m] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  let vertex = 0;
  let gone = 0;
  for (const piece of pieces) {
    for (let index = 0; index < piece.length; index += 1, vertex += 1) {
      if (index) gone += apart(piece[index - 1], piece[index]);
      x[vertex] = mercatorX(piece[index][0]);
      y[vertex] = mercatorY(piece[index][1]);
      at_m[vertex] = gone;
    }
  }
  return { pieces, starts, count, x, y, at_m, length_m: gone };
}

/** The piece of a vertex, and its number there. */
export function placeOf({ starts }, vertex) {
  let piece = 0;
  while (piece < starts.length - 2 && vertex >= starts[piece + 1]) piece += 1;
  return { piece, index: vertex - starts[piece] };
}

/** The position of a vertex. */
export function positionOf(line, vertex) {
  const { piece, index } = placeOf(line, vertex);
  return line.pieces[piece][index];
}

/** Whether a vertex is the last of its piece: no segment begins there. */
export const isLast = ({ starts }, vertex) => starts.includes(vertex + 1);

/**
 * The nearest vertex to a place on the map's square, and the nearest point of a segment: its
 * first vertex, the part of it, `away` in the square's units. Null where there is nothing.
 * `from_m` and `to_m` keep to a stretch.
 */
export function nearest(line, x, y, from_m = 0, to_m = Infinity) {
  let [vertex, vertexAway, segment, part, away] = [-1, Infinity, -1, 0, Infinity];
  for (let number = 0; number < line.count; number += 1) {
    if (line.at_m[number] < from_m - 1e-6 || line.at_m[number] > to_m + 1e-6) continue;
    const far = (line.x[number] - x) ** 2 + (line.y[number] - y) ** 2;
    if (far < vertexAway) [vertex, vertexAway] = [number, far];
  }
  for (let piece = 0; piece < line.starts.length - 1; piece += 1) {
    for (let number = line.starts[piece]; number < line.starts[piece + 1] - 1; number += 1) {
      if (line.at_m[number + 1] < from_m || line.at_m[number] > to_m) continue;
      const [x1, y1] = [line.x[number], line.y[number]];
      const [dx, dy] = [line.x[number + 1] - x1, line.y[number + 1] - y1];
      const square = dx * dx + dy * dy;
      const foot = square ? Math.min(Math.max(((x - x1) * dx + (y - y1) * dy) / square, 0), 1) : 0;
      const far = (x1 + foot * dx - x) ** 2 + (y1 + foot * dy - y) ** 2;
      if (far < away) [segment, part, away] = [number, foot, far];
    }
  }
  if (vertex < 0) return null;
  const step = segment < 0 ? 0 : line.at_m[segment + 1] - line.at_m[segment];
  const at_m = segment < 0 ? line.at_m[vertex] : line.at_m[segment] + part * step;
  return { vertex, vertexAway: Math.sqrt(vertexAway), segment, part, away: Math.sqrt(away), at_m };
}

/** The segment in which a distance along lies, and the part of it; of a gap, what lies behind it. */
export function segmentAt(line, at_m) {
  let [low, high] = [0, line.count - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (line.at_m[middle] <= at_m) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && isLast(line, low)) low -= 1;
  const step = line.at_m[low + 1] - line.at_m[low];
  return { segment: low, part: step ? Math.min(Math.max((at_m - line.at_m[low]) / step, 0), 1) : 0 };
}

/** The position at a distance along, with its height where both neighbours have one. */
export function pointAt(line, at_m) {
  if (line.count < 2) return line.pieces[0]?.[0] ?? null;
  const { segment, part } = segmentAt(line, at_m);
  return between(positionOf(line, segment), positionOf(line, segment + 1), part);
}

/** The position at a part of the way between two others; at 0 and 1 exactly these. */
export function between(one, other, part) {
  if (part === 0) return one;
  if (part === 1) return other;
  const values = Math.min(one.length, other.length);
  return Array.from({ length: values }, (_, axis) => one[axis] * (1 - part) + other[axis] * part);
}
