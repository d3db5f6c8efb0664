/** Positions along a line: fractions of its length, from 0 at the start to 1 at the end. Pure. */

const RADIANS = Math.PI / 180;

/** Rough metres between two [lon, lat]: good for sharing out a length, not for measuring it. */
function apart([lon1, lat1], [lon2, lat2]) {
  const x = (lon2 - lon1) * Math.cos(((lat1 + lat2) / 2) * RADIANS);
  return Math.hypot(x, lat2 - lat1) * 111195;
}

/** The [lon, lat] at a fraction of the pieces' length; gaps between pieces count for nothing. */
export function pointAt(pieces, fraction) {
  const segments = pieces.flatMap((piece) =>
    piece.slice(1).map((end, index) => ({ start: piece[index], end, length: apart(piece[index], end) })),
  );
  if (!segments.length) return null;
  const total = segments.reduce((sum, segment) => sum + segment.length, 0);
  let left = Math.min(Math.max(fraction, 0), 1) * total;
  for (const { start, end, length } of segments) {
    if (left <= length) {
      const part = length ? left / length : 0;
      return [start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part];
    }
    left -= length;
  }
  return segments.at(-1).end;
}

/** The height at a fraction, between evenly spaced heights; null where none is known. */
export function heightAt(heights, fraction) {
  if (!heights.length) return null;
  const at = Math.min(Math.max(fraction, 0), 1) * (heights.length - 1);
  const before = Math.floor(at);
  const after = Math.min(before + 1, heights.length - 1);
  return heights[before] + (heights[after] - heights[before]) * (at - before);
}

/** The pieces of a line between two fractions of its length. */
export function stretchOf(pieces, from, to) {
  const total = lengthOf(pieces);
  let behind = 0;
  const found = [];
  for (const piece of pieces) {
    const length = lengthOf([piece]);
    const [start, end] = [from, to].map((fraction) => (length ? (fraction * total - behind) / length : 0));
    behind += length;
    if (end <= 0 || start >= 1) continue;
    found.push(between(piece, Math.max(start, 0), Math.min(end, 1)));
  }
  return found;
}

const lengthOf = (pieces) =>
  pieces.reduce((sum, piece) => sum + piece.slice(1).reduce((part, end, index) => part + apart(piece[index], end), 0), 0);

function between(piece, from, to) {
  const total = lengthOf([piece]);
  let behind = 0;
  const inner = piece.filter((point, index) => {
    behind += index ? apart(piece[index - 1], point) : 0;
    return behind > from * total && behind < to * total;
  });
  return [pointAt([piece], from), ...inner, pointAt([piece], to)];
}

/** The stage in which a distance along lies, of stages in order. */
export const stageAt = (stages, at_m) => stages.find(({ to_m }) => at_m <= to_m) ?? null;

/** The place nearest to a distance along, null where none is within reach. */
export function nearestTo(passed, at_m, within_m) {
  const away = ({ at_m: there }) => Math.abs(there - at_m);
  const nearest = passed.reduce((best, one) => (best && away(best) <= away(one) ? best : one), null);
  return nearest && away(nearest) <= within_m ? nearest : null;
}
