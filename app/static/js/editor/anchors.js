/** Instructions go with the line: each keeps its place, or is marked "to check". Pure. */

import { apart, mercatorX, mercatorY, nearest, pointAt, positionOf } from "./measure.js";

const MOVED_M = 20;
/** As app/actions/anchors.STEP_M: within a junction's width an instruction is still read there. */

const isSame = ([lon1, lat1], [lon2, lat2]) => lon1 === lon2 && lat1 === lat2;

/** How many vertices two lines share at their start, and at their end. */
function sharedEnds(old, now) {
  const most = Math.min(old.count, now.count);
  const [before, after] = [old.pieces.flat(), now.pieces.flat()];
  let head = 0;
  while (head < most && isSame(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < most - head && isSame(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  return { head, tail };
}

/** Steps on an edit of their line: unchanged before it, shifted behind it, nearest within it. */
export function followEdit(steps, old, now) {
  if (!steps.length || now.count < 2) return steps;
  const { head, tail } = sharedEnds(old, now);
  const head_m = head ? old.at_m[head - 1] : 0;
  const oldTail_m = tail ? old.at_m[old.count - tail] : old.length_m;
  const newTail_m = tail ? now.at_m[now.count - tail] : now.length_m;
  let behind_m = 0;
  return steps.map((step) => {
    const moved = followed(step, { old, now, head, tail, head_m, oldTail_m, newTail_m, behind_m });
    behind_m = moved.at_m;
    return moved;
  });
}

function followed(step, { old, now, head, tail, head_m, oldTail_m, newTail_m, behind_m }) {
  if (head && step.at_m <= head_m) return step;
  if (tail && step.at_m >= oldTail_m) {
    const at_m = Math.min(step.at_m - oldTail_m + newTail_m, now.length_m);
    return at_m === step.at_m ? step : { ...step, at_m };
  }
  const was = pointAt(old, step.at_m);
  if (!was) return { ...step, at_m: Math.min(step.at_m, now.length_m), to_check: true };
  const found = nearest(now, mercatorX(was[0]), mercatorY(was[1]), Math.max(head_m, behind_m), newTail_m);
  const at_m = Math.min(Math.max(found?.at_m ?? behind_m, head_m, behind_m), newTail_m);
  const to_check = step.to_check || apart(was, pointAt(now, at_m)) > MOVED_M;
  return { ...step, at_m, to_check };
}

/** Steps on their line travelled the other way; their words say left for right. */
export const followReversal = (steps, old) =>
  steps.map((step) => ({ ...step, at_m: Math.max(old.length_m - step.at_m, 0), to_check: true })).reverse();

/** Steps on what is kept of their line between two distances; those beyond are dropped. */
export const followTrim = (from_m, to_m) => (steps) =>
  steps
    .filter(({ at_m }) => at_m >= from_m - 1 && at_m <= to_m + 1)
    .map((step) => ({ ...step, at_m: Math.min(Math.max(step.at_m, from_m), to_m) - from_m }));
