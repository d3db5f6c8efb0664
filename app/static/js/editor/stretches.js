/** A stretch of the line takes another course: what that gives, and where instructions are then. Pure. */

import { followEdit } from "./anchors.js";
import { before, behind, drawn, heightened, meeting, ONE_PLACE_M } from "./gestures.js";
import { apart, laidOut, mercatorX, mercatorY, nearest, pointAt } from "./measure.js";

const isLoop = ({ pieces }) =>
  pieces.length === 1 && pieces[0].length > 2 && apart(pieces[0][0], pieces[0].at(-1)) < ONE_PLACE_M;

/**
 * The line with other positions between two distances along, as `{ pieces, follow }`, for a
 * gesture; what meets is one piece. On a loop the course may be meant for the stretch over the
 * start: the loop begins where it ends, then.
 */
export function replaceStretch(line, from_m, to_m, positions) {
  if (to_m < from_m) return replaceStretch(line, to_m, from_m, [...positions].reverse());
  if (isOverStart(line, from_m, to_m, positions)) return overStart(line, from_m, to_m, [...positions].reverse());
  const head = before(line, from_m);
  const tail = behind(line, to_m);
  const [start, end] = [head.at(-1) ?? [pointAt(line, from_m)], tail[0] ?? [pointAt(line, to_m)]];
  const inner = heightened(start.at(-1), end[0], positions);
  return { pieces: drawn([...head.slice(0, -1), meeting(start, inner, end), ...tail.slice(1)]), follow: followEdit };
}

/** Of the two stretches of a loop, the one whose middle is the nearer to the course's is meant. */
function isOverStart(line, from_m, to_m, positions) {
  const inside_m = to_m - from_m;
  const rest_m = line.length_m - inside_m;
  if (!isLoop(line) || Math.min(inside_m, rest_m) < ONE_PLACE_M) return false;
  if (!positions.length) return rest_m < inside_m;
  const away = (at_m) => apart(pointAt(line, at_m % line.length_m), positions[positions.length >> 1]);
  return away(to_m + rest_m / 2) < away(from_m + inside_m / 2);
}

function overStart(line, from_m, to_m, positions) {
  const [kept] = behind(laidOut(before(line, to_m)), from_m);
  const inner = heightened(kept.at(-1), kept[0], positions);
  return { pieces: [meeting(kept, inner, [kept[0]])], follow: followFrom(from_m, to_m) };
}

/** Steps between two distances of a loop that begins at the first one now; the others come behind. */
const followFrom = (from_m, to_m) => (steps, old, now) => {
  const anew = (at_m) => {
    const [lon, lat] = pointAt(old, at_m);
    return nearest(now, mercatorX(lon), mercatorY(lat), to_m - from_m).at_m;
  };
  const moved = steps.map((step) =>
    step.at_m >= from_m && step.at_m <= to_m
      ? { ...step, at_m: step.at_m - from_m }
      : { ...step, at_m: anew(step.at_m), to_check: true });
  return [...moved].sort((one, other) => one.at_m - other.at_m);
};
