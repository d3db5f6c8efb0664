import assert from "node:assert/strict";
import test from "node:test";

import { replaceStretch } from "../../app/static/js/editor/stretches.js";
import { onLine, STRAIGHT, TWO_PIECES } from "./editor_lines.js";

const straight = onLine(STRAIGHT);
const corners = [[0.1, 44], [0.11, 44], [0.11, 44.01], [0.1, 44.01], [0.1, 44]];
const loop = onLine([corners]);

test("a stretch is replaced whichever way its new course was drawn", () => {
  const [from_m, to_m] = [straight.at_m[1], straight.at_m[2]];
  const course = [[0.112, 44.01], [0.118, 44.01]];
  const [one] = replaceStretch(straight, from_m, to_m, course).pieces;
  const [other] = replaceStretch(straight, to_m, from_m, [...course].reverse()).pieces;
  assert.deepEqual(one, other);
  assert.equal(one.length, 6);
  assert.deepEqual(one.slice(0, 2), STRAIGHT[0].slice(0, 2));
  assert.deepEqual(one.slice(-2), STRAIGHT[0].slice(2));
});

test("a stretch over a gap joins the pieces", () => {
  const line = onLine(TWO_PIECES);
  const { pieces } = replaceStretch(line, line.at_m[0] + 1, line.length_m - 1, [[0.115, 44.01]]);
  assert.equal(pieces.length, 1);
});

test("on a loop, the last stretch up to the start is replaced though it ends where all begins", () => {
  const { pieces } = replaceStretch(loop, loop.at_m[3], 0, [[0.098, 44.005]]);
  assert.deepEqual(pieces, [[...corners.slice(0, 4), [0.098, 44.005], corners[0]]]);
});

test("on a loop, a course beside a long stretch replaces that one", () => {
  const { pieces } = replaceStretch(loop, loop.at_m[3], 0, [[0.112, 44.012]]);
  assert.deepEqual(pieces, [[corners[0], [0.112, 44.012], corners[3], corners[0]]]);
});

test("on a loop, a course over the start moves it to its end, and instructions go along", () => {
  const [from_m, to_m] = [loop.at_m[1] / 2, (loop.at_m[3] + loop.length_m) / 2];
  const { pieces, follow } = replaceStretch(loop, to_m, from_m, [[0.101, 44.001]]);
  assert.equal(pieces.length, 1);
  assert.deepEqual(pieces[0][0], pieces[0].at(-1));
  assert.deepEqual(pieces[0].slice(1, 4), corners.slice(1, 4));
  const steps = [0, 2000, loop.length_m - 10].map((at_m) => ({ at_m, to_check: false }));
  const now = follow(steps, loop, onLine(pieces));
  assert.deepEqual([now[0].at_m, now[0].to_check], [2000 - from_m, false]);
  assert.ok(now.slice(1).every(({ at_m, to_check }) => at_m >= to_m - from_m && to_check));
});

test("a line keeps its first and last vertex where a stretch begins or ends there", () => {
  const first = replaceStretch(straight, 0, straight.at_m[1], [[0.105, 44.01]]).pieces;
  assert.deepEqual([first[0][0], first[0].length], [STRAIGHT[0][0], 5]);
  const last = replaceStretch(straight, straight.at_m[2], straight.length_m, [[0.125, 44.01]]).pieces;
  assert.deepEqual([last[0].at(-1), last[0].length], [STRAIGHT[0][3], 5]);
});
