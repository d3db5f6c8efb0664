import assert from "node:assert/strict";
import test from "node:test";

import { followReversal, followTrim } from "../../app/static/js/editor/anchors.js";
import { Drawing } from "../../app/static/js/editor/drawing.js";
import { edited, editBetween, undone } from "../../app/static/js/editor/edits.js";
import * as gestures from "../../app/static/js/editor/gestures.js";
import { replaceStretch } from "../../app/static/js/editor/stretches.js";
import { onLine, STRAIGHT, TWO_PIECES } from "./editor_lines.js";

const step = (at_m) => ({ key: at_m, at_m, texts: { fr: "Tout droit" }, to_check: false });

/** A generator of numbers below a limit, always the same ones. */
function numbers(seed) {
  let state = seed;
  return (limit) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * limit);
  };
}

function anyGesture(drawing, below) {
  const { line } = drawing;
  const vertex = below(line.count);
  const at_m = below(Math.floor(line.length_m));
  const made = [
    () => gestures.moveVertex(line, vertex, [0.1 + below(100) / 1000, 44 + below(100) / 1000]),
    () => gestures.insertAfter(line, vertex, [[0.1 + below(100) / 1000, 44]]),
    () => (line.count > 4 ? gestures.deleteVertices(line, vertex) : drawing.pieces),
    () => gestures.reversed(line),
    () => gestures.cutPiece(line, vertex),
    () => (line.pieces.length > 1 ? gestures.joinPieces(line, 0, [[0.1, 44.2]]) : drawing.pieces),
    () => replaceStretch(line, at_m, Math.min(at_m + 500, line.length_m), [[0.15, 44.1], [0.16, 44.1]]).pieces,
  ];
  return made[below(made.length)]();
}

test("an edit made, taken back and made again gives the same lines, after any gestures", () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const below = numbers(seed);
    const drawing = new Drawing(TWO_PIECES, [step(100), step(900)]);
    const seen = [[drawing.pieces, drawing.steps]];
    for (let count = 0; count < 25; count += 1) {
      if (drawing.change("geste", { pieces: anyGesture(drawing, below) })) seen.push([drawing.pieces, drawing.steps]);
    }
    for (const [pieces, steps] of [...seen].reverse().slice(1)) {
      drawing.undo();
      assert.deepEqual([drawing.pieces, drawing.steps], [pieces, steps]);
    }
    assert.equal(drawing.undo(), null);
    assert.deepEqual(drawing.unsaved, { line: false, steps: false });
    for (const [pieces] of seen.slice(1)) {
      drawing.redo();
      assert.deepEqual(drawing.pieces, pieces);
    }
    assert.equal(drawing.redo(), null);
  }
});

test("an edit of one vertex keeps one vertex, however long the line", () => {
  const long = [Array.from({ length: 10000 }, (_, number) => [number / 1e5, 44, 100])];
  const edit = editBetween(long, gestures.moveVertex(onLine(long), 5000, [0.05, 44.001]));
  assert.deepEqual([edit.piece, edit.from, edit.removed.length, edit.inserted.length], [0, 5000, 1, 1]);
  assert.deepEqual(edited(edited(long, edit), undone(edit)), long);
});

test("equal lines have no edit between them", () => {
  assert.equal(editBetween(STRAIGHT, structuredClone(STRAIGHT)), null);
});

test("steps before an edit stay, those behind it shift, one within it goes to the nearest point", () => {
  const drawing = new Drawing(STRAIGHT, [step(100), step(1200), step(2300)]);
  const before = drawing.line;
  drawing.change("déplacer", { pieces: gestures.moveVertex(before, 1, [0.11, 44.005]) });
  const longer_m = drawing.line.length_m - before.length_m;
  const [first, second, third] = drawing.steps;
  assert.ok(first.at_m >= 0 && first.at_m < drawing.line.at_m[1]);
  assert.ok(second.to_check && second.at_m > first.at_m && second.at_m < third.at_m);
  assert.ok(Math.abs(third.at_m - 2300 - longer_m) < 1e-6 && !third.to_check);
});

test("steps on a line reversed are reversed, and trimmed ones dropped", () => {
  const line = onLine(STRAIGHT);
  const [last] = followReversal([step(0), step(1000)], line).slice(-1);
  assert.equal(last.at_m, line.length_m);
  assert.deepEqual(followTrim(500, 1500)([step(100), step(1000), step(2000)]).map(({ at_m }) => at_m), [500]);
});

test("what is saved is not unsaved, and a gesture undone after it is", () => {
  const drawing = new Drawing(STRAIGHT, []);
  drawing.change("déplacer", { pieces: gestures.moveVertex(drawing.line, 1, [0.11, 44.005]) });
  assert.equal(drawing.unsaved.line, true);
  drawing.settle([]);
  assert.equal(drawing.unsaved.line, false);
  drawing.undo();
  assert.equal(drawing.unsaved.line, true);
  drawing.redo();
  assert.equal(drawing.unsaved.line, false);
});

test("rewording a step leaves the line, and typing on is one gesture", () => {
  const drawing = new Drawing(STRAIGHT, [step(100)]);
  for (const words of ["T", "To", "Tou"]) {
    drawing.change("texte", { steps: [{ ...drawing.steps[0], texts: { fr: words } }], merge: true });
  }
  assert.deepEqual(drawing.unsaved, { line: false, steps: true });
  drawing.undo();
  assert.equal(drawing.steps[0].texts.fr, "Tout droit");
});

test("a reversal is remembered until it is saved or undone", () => {
  const drawing = new Drawing(STRAIGHT, []);
  drawing.change("inverser", { pieces: gestures.reversed(drawing.line), turns: true, follow: followReversal });
  assert.equal(drawing.isReversed, true);
  drawing.settle([]);
  assert.equal(drawing.isReversed, false);
  drawing.undo();
  assert.equal(drawing.isReversed, true);
});

test("a height that comes later stays when the gesture is undone and redone", () => {
  const drawing = new Drawing(STRAIGHT, []);
  let arrived = [];
  drawing.addEventListener("change", ({ brought }) => { if (brought.length) arrived = brought; });
  drawing.change("insérer", { pieces: gestures.insertAfter(drawing.line, 0, [[0.105, 44]]) });
  drawing.heighten(arrived, [207.5]);
  drawing.undo();
  drawing.redo();
  assert.equal(drawing.pieces[0][1][2], 207.5);
});


test("what is done while a save is under way stays, unsaved", () => {
  const drawing = new Drawing(STRAIGHT, []);
  drawing.change("inverser", { pieces: gestures.reversed(drawing.line), turns: true });
  const sent = drawing.asItIs;
  drawing.change("déplacer", { pieces: gestures.moveVertex(drawing.line, 1, [0.11, 44.005]) });
  drawing.settle([], sent);
  assert.equal(drawing.unsaved.line, true);
  assert.equal(drawing.isReversed, false);
});
