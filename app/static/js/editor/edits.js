/** An edit: what differs between two lines, small enough to be kept for ever. Pure. */

const isSame = (one, other) =>
  one === other || (one.length === other.length && one.every((value, axis) => value === other[axis]));

/** How many items two lists share at their start, and at their end. */
function shared(before, after, same) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && same(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < most - head && same(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  return { head, tail };
}

const isSamePiece = (one, other) =>
  one === other || (one.length === other.length && one.every((position, index) => isSame(position, other[index])));

/**
 * The edit between two lines, null where they are the same: in one piece (`piece` is its number)
 * from a vertex on, or of whole pieces. `removed` and `inserted` are positions, or pieces.
 */
export function editBetween(before, after) {
  const { head, tail } = shared(before, after, isSamePiece);
  const removed = before.slice(head, before.length - tail);
  const inserted = after.slice(head, after.length - tail);
  if (!removed.length && !inserted.length) return null;
  if (removed.length !== 1 || inserted.length !== 1) return { piece: null, from: head, removed, inserted };
  const inside = shared(removed[0], inserted[0], isSame);
  return {
    piece: head,
    from: inside.head,
    removed: removed[0].slice(inside.head, removed[0].length - inside.tail),
    inserted: inserted[0].slice(inside.head, inserted[0].length - inside.tail),
  };
}

/** The edit that takes another one back. */
export const undone = (edit) => ({ ...edit, removed: edit.inserted, inserted: edit.removed });

/** A line with an edit made. */
export function edited(pieces, { piece, from, removed, inserted }) {
  const replaced = (items) => [...items.slice(0, from), ...inserted, ...items.slice(from + removed.length)];
  if (piece === null) return replaced(pieces);
  return pieces.map((items, number) => (number === piece ? replaced(items) : items));
}

/** The positions that an edit brings. */
export const brought = ({ piece, inserted }) => (piece === null ? inserted.flat() : inserted);
