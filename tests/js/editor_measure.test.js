import assert from "node:assert/strict";
import test from "node:test";

import { apart, laidOut, nearest, placeOf, pointAt, positionOf, segmentAt } from "../../app/static/js/editor/measure.js";
import { STRAIGHT, TWO_PIECES } from "./editor_lines.js";

test("a hundredth of a degree has the length that Karney's geodesic gives", () => {
  // pyproj 3: Geod(ellps="WGS84").inv(0.5, 43.9, 0.51, 43.91)
  assert.ok(Math.abs(apart([0.5, 43.9], [0.51, 43.91]) - 1371.097344) < 1e-3);
});

test("distances run over the pieces only, and vertices are numbered through them", () => {
  const line = laidOut(TWO_PIECES);
  assert.deepEqual(line.starts, [0, 2, 4]);
  assert.equal(line.at_m[1], line.at_m[2]);
  assert.deepEqual(placeOf(line, 2), { piece: 1, index: 0 });
  assert.equal(positionOf(line, 3), TWO_PIECES[1][1]);
});

test("nothing is nearest in a gap but the ends beside it", () => {
  const line = laidOut(TWO_PIECES);
  const middle = (line.x[1] + line.x[2]) / 2;
  const found = nearest(line, middle - 1e-9, line.y[0]);
  assert.equal(found.vertex, 1);
  assert.equal(found.segment, 0);
  assert.equal(found.part, 1);
});

test("the nearest point of a segment is told with its metres along", () => {
  const line = laidOut(STRAIGHT);
  const found = nearest(line, line.x[1] * 0.25 + line.x[2] * 0.75, line.y[1] + 1e-6);
  assert.equal(found.segment, 1);
  assert.ok(Math.abs(found.part - 0.75) < 1e-6);
  assert.ok(Math.abs(found.at_m - (line.at_m[1] + 0.75 * (line.at_m[2] - line.at_m[1]))) < 0.01);
});

test("a distance at a gap means what lies behind it, the end of the line its last segment", () => {
  const line = laidOut(TWO_PIECES);
  assert.equal(segmentAt(line, line.at_m[1]).segment, 2);
  assert.deepEqual(segmentAt(line, line.length_m), { segment: 2, part: 1 });
  assert.equal(pointAt(line, 0), TWO_PIECES[0][0]);
});

test("a line without vertices has nothing near", () => {
  assert.equal(nearest(laidOut([]), 0.5, 0.5), null);
  assert.equal(pointAt(laidOut([]), 0), null);
});
