import assert from "node:assert/strict";
import test from "node:test";

import { heightAt, nearestTo, pointAt, stageAt, stretchOf } from "../../app/static/js/along.js";

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

test("a stretch of a line keeps its inner points and stops at its limits", () => {
  const piece = [[0, 0], [1, 0], [2, 0], [3, 0], [4, 0]];
  const [found] = stretchOf([piece], 0.125, 0.625);
  assert.deepEqual(found.map(([lon]) => Number(lon.toFixed(6))), [0.5, 1, 2, 2.5]);
});

test("a stretch over a gap is one part on each side", () => {
  const found = stretchOf(LINE, 0.25, 0.75);
  assert.deepEqual(found.map((part) => part.map(([lon]) => Number(lon.toFixed(3)))), [[0.5, 1], [2, 2.5]]);
});

test("a stretch of a line without points is empty", () => {
  assert.deepEqual(stretchOf([], 0, 1), []);
});

test("a stage end belongs to the stage that it ends", () => {
  const stages = [{ name: "1", to_m: 10 }, { name: "2", to_m: 25 }];
  assert.equal(stageAt(stages, 10).name, "1");
  assert.equal(stageAt(stages, 10.1).name, "2");
  assert.equal(stageAt([], 3), null);
});

test("the nearest place is named only within reach, the first of equals", () => {
  const passed = [{ name: "a", at_m: 0 }, { name: "b", at_m: 20 }];
  assert.equal(nearestTo(passed, 4, 5).name, "a");
  assert.equal(nearestTo(passed, 10, 5), null);
  assert.equal(nearestTo(passed, 10, 10).name, "a");
  assert.equal(nearestTo([], 10, 10), null);
});
