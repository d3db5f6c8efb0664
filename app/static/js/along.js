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
