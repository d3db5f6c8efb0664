import assert from "node:assert/strict";
import test from "node:test";

import { ofPart, practicesAfter, typedOver } from "../../app/static/js/editor/facts.js";
import { mercatorX, mercatorY, pointAt } from "../../app/static/js/editor/measure.js";
import * as steps from "../../app/static/js/editor/steps.js";
import { onLine, STRAIGHT } from "./editor_lines.js";

const TEXTS = { fr: "Tout droit.", en: "Straight on." };
const THREE = [100, 900, 2000].map((at_m, index) => ({ key: "abc"[index], at_m, texts: TEXTS, to_check: index === 1 }));
const keys = (list) => list.map(({ key }) => key).join("");
const placeAt = ([lon, lat], reach = 1e-7) => ({ x: mercatorX(lon), y: mercatorY(lat), reach });

test("a new instruction takes its place in the order along the line", () => {
  const fresh = steps.newStep(500);
  const list = steps.withStep(THREE, fresh);
  assert.equal(steps.numberOf(list, fresh.key), 2);
  assert.equal(steps.numberOf(list, "b"), 3);
  assert.ok(steps.isUnwritten(fresh) && !fresh.to_check && fresh.id === undefined);
});

test("new instructions never share a key", () => {
  assert.notEqual(steps.newStep(1).key, steps.newStep(1).key);
});

test("an instruction moved past another one is renumbered, all else being as it was", () => {
  const list = steps.movedStep(THREE, "a", 1000);
  assert.equal(keys(list), "bac");
  assert.deepEqual(list[1], { ...THREE[0], at_m: 1000 });
  assert.equal(keys(THREE), "abc");
});

test("an instruction left out leaves the others", () => {
  assert.equal(keys(steps.withoutStep(THREE, "b")), "ac");
});

test("words of one language leave the others, and none are no translation", () => {
  const list = steps.wordedStep(THREE, "a", "es", "Todo recto.");
  assert.deepEqual(list[0].texts, { ...TEXTS, es: "Todo recto." });
  assert.deepEqual(steps.wordedStep(list, "a", "en", "")[0].texts, { fr: TEXTS.fr, es: "Todo recto." });
  assert.equal(list[1], THREE[1]);
});

test("an instruction of blanks alone is not written", () => {
  assert.ok(steps.isUnwritten({ texts: { fr: " \n", en: "Left" } }));
});

test("what was checked is no longer counted", () => {
  assert.equal(steps.countToCheck(THREE), 1);
  assert.equal(steps.countToCheck(steps.checkedStep(THREE, "b")), 0);
});

test("half-way lies between an instruction and what follows it, and from the start without one", () => {
  assert.equal(steps.halfwayBehind(THREE, "a", 2400), 500);
  assert.equal(steps.halfwayBehind(THREE, "c", 2400), 2200);
  assert.equal(steps.halfwayBehind(THREE, null, 2400), 50);
  assert.equal(steps.halfwayBehind([], null, 2400), 1200);
});

test("the foot of a place beside a line lies on it", () => {
  const line = onLine(STRAIGHT);
  const [lon, lat] = pointAt(line, 1000);
  assert.ok(Math.abs(steps.footOf(line, placeAt([lon, lat + 0.001]), 0).at_m - 1000) < 1);
  assert.equal(steps.footOf(line, placeAt([lon, lat + 0.001]), 0, 1e-7), null);
});

test("on a line that comes back on itself the way one was on goes on", () => {
  const there = [[0.1, 44], [0.13, 44]];
  const line = onLine([[...there, [0.1, 44]]]);
  const place = placeAt(pointAt(line, 500));
  assert.ok(Math.abs(steps.footOf(line, place, 300).at_m - 500) < 0.01);
  assert.ok(Math.abs(steps.footOf(line, place, line.length_m - 300).at_m - (line.length_m - 500)) < 0.01);
});

test("far from where one was, the line is followed all the same", () => {
  const line = onLine(STRAIGHT);
  assert.ok(Math.abs(steps.footOf(line, placeAt(pointAt(line, 2300)), 0).at_m - 2300) < 0.01);
});

test("practices that stay keep their order, and what is ticked anew comes behind", () => {
  assert.deepEqual(practicesAfter(["gravel", "walking", "riding"], ["walking", "gravel", "trail"]), ["gravel", "walking", "trail"]);
});

test("only what was typed over is unsaved, each field for its part", () => {
  const stored = { title: "A", departure: "", arrival: "", number: "V82", practices: ["gravel", "walking"] };
  const typed = { ...stored, title: "B", practices: ["gravel"] };
  assert.deepEqual(typedOver(stored, stored), []);
  assert.deepEqual(typedOver(stored, typed), ["title", "practices"]);
  assert.deepEqual(ofPart("facts", typed), { number: "V82", practices: ["gravel"] });
});
