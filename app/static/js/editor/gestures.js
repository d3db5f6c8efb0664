/** What can be done to a line: each gives its new pieces, and changes nothing. Pure. */

import { apart, between, placeOf, positionOf, segmentAt } from "./measure.js";

/** Positions closer than this are one place. */
export const ONE_PLACE_M = 0.01;

/** Positions whose height was guessed from their neighbours', until a terrain model tells. */
export const guessed = new WeakSet();

const guess = (position) => {
  guessed.add(position);
  return position;
};

const withPiece = (line, number, ...pieces) => [...line.pieces.slice(0, number), ...pieces, ...line.pieces.slice(number + 1)];
/** Pieces of one vertex are none. */
export const drawn = (pieces) => pieces.filter(({ length }) => length > 1);

/** Heights of the line's own kind for positions that have none: between those of two others. */
export function heightened(before, after, positions) {
  const heights = [before?.[2] ?? after?.[2], after?.[2] ?? before?.[2]];
  if (heights[0] === undefined) return before || after ? positions.map((one) => one.slice(0, 2)) : positions;
  if (!positions.length) return positions;
  let gone = 0;
  const walked = positions.map((position, number) => {
    gone += apart(positions[number - 1] ?? before ?? position, position);
    return gone;
  });
  const whole = gone + (after ? apart(positions.at(-1), after) : 0) || 1;
  return positions.map((position, number) => {
    const [lon, lat, height] = position;
    if (height !== undefined) return position;
    return guess([lon, lat, heights[0] + ((heights[1] - heights[0]) * walked[number]) / whole]);
  });
}

export function moveVertex(line, vertex, position) {
  const { piece, index } = placeOf(line, vertex);
  const items = line.pieces[piece];
  const height = items[index][2];
  const moved = height === undefined ? position.slice(0, 2) : guess([position[0], position[1], height]);
  return withPiece(line, piece, items.map((one, at) => (at === index ? moved : one)));
}

/** Puts positions behind a vertex. */
export function insertAfter(line, vertex, positions) {
  const { piece, index } = placeOf(line, vertex);
  const items = line.pieces[piece];
  const inserted = heightened(items[index], items[index + 1], positions);
  return withPiece(line, piece, [...items.slice(0, index + 1), ...inserted, ...items.slice(index + 1)]);
}

/** Leaves out the vertices between two, both included; what is left of a piece is no line, goes. */
export function deleteVertices(line, first, last = first) {
  return drawn(line.pieces.map((items, piece) => items.filter((_, index) => {
    const vertex = line.starts[piece] + index;
    return vertex < first || vertex > last;
  })));
}

/** Continues the line behind its last vertex, or from a first one. */
export function append(line, positions) {
  const last = line.pieces.at(-1);
  if (!last) return [positions];
  return withPiece(line, line.pieces.length - 1, [...last, ...heightened(last.at(-1), null, positions)]);
}

/** Begins the line earlier: `positions` lead towards its first vertex. */
export function prepend(line, positions) {
  const [first] = line.pieces;
  if (!first) return [positions];
  return withPiece(line, 0, [...heightened(null, first[0], positions), ...first]);
}

const turnedRound = (pieces) => pieces.map((piece) => [...piece].reverse()).reverse();
export const reversed = (line) => turnedRound(line.pieces);

/** The line before a distance along; what lies behind it. A new vertex is made where none is. */
export function before(line, at_m) {
  const [piece, index, cut] = cutAt(line, at_m);
  return drawn([...line.pieces.slice(0, piece), [...line.pieces[piece].slice(0, index), cut]]);
}
export function behind(line, at_m) {
  const [piece, index, cut] = cutAt(line, at_m);
  const rest = line.pieces[piece].slice(index);
  return drawn([rest[0] === cut ? rest : [cut, ...rest], ...line.pieces.slice(piece + 1)]);
}

/** The piece, the number of its first vertex not before the cut, and the cut's position. */
function cutAt(line, at_m) {
  const { segment, part } = segmentAt(line, at_m);
  const { piece, index } = placeOf(line, segment);
  const [one, other] = [line.pieces[piece][index], line.pieces[piece][index + 1]];
  const length = apart(one, other);
  if (part * length < ONE_PLACE_M) return [piece, index, one];
  if ((1 - part) * length < ONE_PLACE_M) return [piece, index + 1, other];
  return [piece, index + 1, between(one, other, part)];
}

/** Joins a piece to the next one, straight or along other positions. */
export function joinPieces(line, piece, positions = []) {
  const [one, other] = [line.pieces[piece], line.pieces[piece + 1]];
  const inner = heightened(one.at(-1), other[0], positions);
  return [...line.pieces.slice(0, piece), meeting(one, inner, other), ...line.pieces.slice(piece + 2)];
}

/** Cuts a piece in two at a vertex, which both have. */
export function cutPiece(line, vertex) {
  const { piece, index } = placeOf(line, vertex);
  const items = line.pieces[piece];
  if (!index || index === items.length - 1) return line.pieces;
  return withPiece(line, piece, items.slice(0, index + 1), items.slice(index));
}

/** Another line's pieces behind this one, from its nearer end; what touches is one piece. */
export function appendLine(line, pieces) {
  if (!line.count) return pieces;
  const end = positionOf(line, line.count - 1);
  const isBackwards = apart(end, pieces.at(-1).at(-1)) < apart(end, pieces[0][0]);
  const turned = isBackwards ? turnedRound(pieces) : pieces;
  const flat = [...line.pieces, ...turned].some((piece) => piece.some(({ length }) => length < 3));
  const joined = [...line.pieces, ...turned].map((piece) => (flat ? piece.map((one) => (one.length > 2 ? one.slice(0, 2) : one)) : piece));
  return apart(end, turned[0][0]) < ONE_PLACE_M ? joinPieces({ pieces: joined }, line.pieces.length - 1) : joined;
}

/** Positions in a row, once where one list begins on the place where the last one ends. */
export function meeting(...lists) {
  return lists.reduce((row, list) => {
    const isThere = row.length && list.length && apart(row.at(-1), list[0]) < ONE_PLACE_M;
    return [...row, ...(isThere ? list.slice(1) : list)];
  });
}
