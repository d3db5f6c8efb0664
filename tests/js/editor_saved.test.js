import assert from "node:assert/strict";
import test from "node:test";

import { followTrim } from "../../app/static/js/editor/anchors.js";
import { Drawing } from "../../app/static/js/editor/drawing.js";
import * as gestures from "../../app/static/js/editor/gestures.js";
import { STRAIGHT } from "./editor_lines.js";

const step = (at_m, id) => ({ key: id ? `stored-${id}` : `new-${at_m}`, id, at_m, texts: { fr: "Tout droit" }, to_check: false });
const moved = (drawing) => ({ pieces: gestures.moveVertex(drawing.line, 1, [0.11, 44.005]) });
const saysNothingUnsaved = (drawing) => assert.deepEqual(drawing.unsaved, { line: false, steps: false });

test("a step keeps the id under which it was stored when a later gesture is undone", () => {
  const drawing = new Drawing(STRAIGHT, []);
  drawing.change("ajouter", { steps: [step(100)] });
  assert.equal(drawing.idOf(drawing.steps[0]), null);
  drawing.settle([step(100, 7)]);
  drawing.change("déplacer", moved(drawing));
  drawing.undo();
  assert.equal(drawing.idOf(drawing.steps[0]), 7);
  saysNothingUnsaved(drawing);
});

test("a step that was stored while one went on has its id", () => {
  const drawing = new Drawing(STRAIGHT, []);
  drawing.change("ajouter", { steps: [step(100)] });
  const sent = drawing.asItIs;
  drawing.change("déplacer", { steps: [{ ...drawing.steps[0], at_m: 200 }] });
  drawing.settle([step(100, 7)], sent);
  assert.equal(drawing.idOf(drawing.steps[0]), 7);
});

test("a step left out and saved is a new one when it comes back", () => {
  const drawing = new Drawing(STRAIGHT, [step(100, 7)]);
  drawing.change("supprimer", { steps: [] });
  drawing.settle([]);
  drawing.undo();
  assert.equal(drawing.idOf(drawing.steps[0]), null);
});

test("what is saved, undone and redone is saved", () => {
  const drawing = new Drawing(STRAIGHT, []);
  drawing.change("ajouter", { steps: [step(100)] });
  drawing.settle([step(100, 7)]);
  drawing.undo();
  assert.equal(drawing.unsaved.steps, true);
  drawing.redo();
  saysNothingUnsaved(drawing);
});

test("steps that only follow the line are not sent, but those of a line from before a save are", () => {
  const drawing = new Drawing(STRAIGHT, [step(100, 1), step(2000, 2)]);
  drawing.change("raccourcir", {
    pieces: gestures.before(drawing.line, drawing.line.at_m[2]), follow: followTrim(0, drawing.line.at_m[2]),
  });
  assert.deepEqual(drawing.unsaved, { line: true, steps: false });
  drawing.settle([step(100, 1)]);
  drawing.undo();
  assert.equal(drawing.steps.length, 2);
  assert.deepEqual(drawing.unsaved, { line: true, steps: true });
});

test("words typed on while a save is under way are not lost", () => {
  const drawing = new Drawing(STRAIGHT, [step(100, 1)]);
  const type = (fr) => drawing.change("texte", { steps: [{ ...drawing.steps[0], texts: { fr } }], merge: true });
  type("À g");
  const sent = drawing.asItIs;
  type("À gauche");
  drawing.settle([{ ...step(100, 1), texts: { fr: "À g" } }], sent);
  assert.equal(drawing.unsaved.steps, true);
  drawing.change("déplacer", moved(drawing));
  assert.deepEqual(drawing.unsaved, { line: true, steps: true });
  assert.equal(drawing.steps[0].texts.fr, "À gauche");
});

test("where somebody else saved first and mine is kept, their steps are the ones that are there", () => {
  const drawing = new Drawing(STRAIGHT, [step(100, 7)]);
  drawing.change("déplacer", moved(drawing));
  drawing.meet({ pieces: STRAIGHT, steps: [step(300, 8)] });
  assert.equal(drawing.idOf(step(100, 7)), null);
  assert.equal(drawing.idOf(step(300, 8)), 8);
  assert.deepEqual(drawing.unsaved, { line: true, steps: false });
});

test("one point alone, or none, is no line", () => {
  const drawing = new Drawing([], []);
  assert.equal(drawing.isLine, false);
  drawing.change("dessiner", { pieces: gestures.append(drawing.line, [[0.1, 44]]) });
  assert.equal(drawing.isLine, false);
  drawing.change("dessiner", { pieces: gestures.append(drawing.line, [[0.11, 44]]) });
  assert.equal(drawing.isLine, true);
});

test("steps of a line that was all left out are on the next one, to be checked", () => {
  const drawing = new Drawing(STRAIGHT, [step(100), step(5000)]);
  drawing.change("supprimer", { pieces: gestures.deleteVertices(drawing.line, 0, 3) });
  assert.equal(drawing.line.count, 0);
  drawing.change("prendre", { pieces: STRAIGHT });
  assert.ok(drawing.steps.every(({ at_m, to_check }) => to_check && at_m <= drawing.line.length_m));
});

test("positions that an answer gives back unchanged are the ones that await a height", () => {
  const drawing = new Drawing(STRAIGHT, []);
  drawing.change("déplacer", moved(drawing));
  const waiting = drawing.pieces[0][1];
  drawing.change("réparer", { pieces: structuredClone(drawing.pieces).map((piece) => piece.slice(0, 3)) });
  assert.equal(drawing.pieces[0][1], waiting);
});

test("heights that come are another line of the same pieces", () => {
  const drawing = new Drawing(STRAIGHT, []);
  drawing.change("déplacer", moved(drawing));
  const { line, pieces } = drawing;
  drawing.heighten([pieces[0][1]], [207]);
  assert.notEqual(drawing.line, line);
  assert.equal(drawing.pieces, pieces);
});
