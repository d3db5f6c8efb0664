import assert from "node:assert/strict";
import test from "node:test";

import * as gestures from "../../app/static/js/editor/gestures.js";
import { onLine, STRAIGHT, TWO_PIECES } from "./editor_lines.js";

const straight = onLine(STRAIGHT);

test("a moved vertex keeps its height until another is known, and the others are untouched", () => {
  const [piece] = gestures.moveVertex(straight, 1, [0.111, 44.01]);
  assert.deepEqual(piece[1], [0.111, 44.01, 110]);
  assert.equal(piece[0], STRAIGHT[0][0]);
  assert.equal(piece[2], STRAIGHT[0][2]);
});

test("an inserted vertex has a height between its neighbours'", () => {
  const [piece] = gestures.insertAfter(straight, 1, [[0.115, 44]]);
  assert.equal(piece.length, 5);
  assert.ok(Math.abs(piece[2][2] - 115) < 1e-6);
});

test("on a flat line an inserted vertex is flat", () => {
  const flat = onLine([[[0, 44], [1, 44]]]);
  assert.deepEqual(gestures.insertAfter(flat, 0, [[0.5, 44.1]]), [[[0, 44], [0.5, 44.1], [1, 44]]]);
});

test("vertices are deleted one by one or from one to another, over a gap too", () => {
  assert.equal(gestures.deleteVertices(straight, 2)[0].length, 3);
  assert.deepEqual(gestures.deleteVertices(straight, 1, 2), [[STRAIGHT[0][0], STRAIGHT[0][3]]]);
  assert.deepEqual(gestures.deleteVertices(onLine(TWO_PIECES), 1, 2), []);
});

test("cutting before and behind a vertex shares it", () => {
  const at_m = straight.at_m[2];
  assert.deepEqual(gestures.before(straight, at_m), [STRAIGHT[0].slice(0, 3)]);
  assert.deepEqual(gestures.behind(straight, at_m), [STRAIGHT[0].slice(2)]);
});

test("cutting between two vertices makes one, with a height", () => {
  const middle_m = (straight.at_m[1] + straight.at_m[2]) / 2;
  const [head] = gestures.before(straight, middle_m);
  const [tail] = gestures.behind(straight, middle_m);
  assert.deepEqual(head.at(-1), tail[0]);
  assert.ok(Math.abs(tail[0][0] - 0.115) < 1e-6 && Math.abs(tail[0][2] - 115) < 0.01);
});

test("pieces are joined straight, or along what lies between", () => {
  const line = onLine(TWO_PIECES);
  assert.deepEqual(gestures.joinPieces(line, 0), [TWO_PIECES.flat()]);
  const [joined] = gestures.joinPieces(line, 0, [[0.11, 44], [0.115, 44.001], [0.12, 44]]);
  assert.equal(joined.length, 5);
  assert.ok(Math.abs(joined[2][2] - 115) < 0.1);
});

test("a piece is cut at a vertex that both parts have, never at its ends", () => {
  assert.deepEqual(gestures.cutPiece(straight, 1), [STRAIGHT[0].slice(0, 2), STRAIGHT[0].slice(1)]);
  assert.equal(gestures.cutPiece(straight, 0), STRAIGHT);
});

test("a line reversed twice is itself", () => {
  const line = onLine(TWO_PIECES);
  assert.deepEqual(gestures.reversed(onLine(gestures.reversed(line))), TWO_PIECES);
});

test("another line is appended by its nearer end, flat where one of them is", () => {
  const other = [[[0.2, 44], [0.13, 44]]];
  const pieces = gestures.appendLine(straight, other);
  assert.deepEqual(pieces, [[...STRAIGHT[0].map(([lon, lat]) => [lon, lat]), [0.2, 44]]]);
});

test("drawing goes on behind the end and before the start, or begins a line", () => {
  assert.deepEqual(gestures.append(onLine([]), [[1, 44]]), [[[1, 44]]]);
  assert.equal(gestures.append(straight, [[0.14, 44]])[0].at(-1)[2], 130);
  assert.equal(gestures.prepend(straight, [[0.09, 44]])[0][0][2], 100);
});
