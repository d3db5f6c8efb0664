import assert from "node:assert/strict";
import test from "node:test";

import { heightAt, pointAt } from "../../app/static/js/along.js";

const LINE = [[[0, 44], [1, 44]], [[2, 44], [3, 44]]];

test("half of a line in two equal pieces is where the first one ends", () => {
  assert.deepEqual(pointAt(LINE, 0.5), [1, 44]);
});

test("a gap between pieces counts for nothing", () => {
  const [lon] = pointAt(LINE, 0.75);
  assert.ok(Math.abs(lon - 2.5) < 1e-9);
});

test("beyond either end one stays on the line", () => {
  assert.deepEqual(pointAt(LINE, -1), [0, 44]);
  assert.deepEqual(pointAt(LINE, 2), [3, 44]);
});

test("a line without points has no place", () => {
  assert.equal(pointAt([], 0.5), null);
});

test("heights are read between their neighbours", () => {
  assert.equal(heightAt([100, 200, 400], 0.75), 300);
  assert.equal(heightAt([100, 200, 400], 1), 400);
});

test("a line without heights has none", () => {
  assert.equal(heightAt([], 0.5), null);
});
