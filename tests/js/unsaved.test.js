import assert from "node:assert/strict";
import test from "node:test";

import { words } from "../../app/static/js/counts.js";
import { fieldsOf, fill, isSame, isSaved, keyOf, read, typedAt } from "../../app/static/js/unsaved.js";

test("the typing of two people, or on two parts, is kept apart", () => {
  const keys = [keyOf(1, "/a", "facts"), keyOf(2, "/a", "facts"), keyOf(1, "/b", "facts"), keyOf(1, "/a", "text.fr")];
  assert.equal(new Set(keys).size, 4);
});

test("secrets, versions and files are not kept", () => {
  const entries = [["page_secret", "s"], ["version", "3"], ["photo", { name: "a.jpg" }], ["title", "Condom"]];
  assert.deepEqual(fieldsOf(entries), [["title", "Condom"]]);
});

test("lines ended in either way are the same words", () => {
  assert.ok(isSame([["a", "1\r\n2"]], [["a", "1\n2"]]));
  assert.ok(!isSame([["a", "1"]], [["a", "2"]]));
});

test("what was saved is told of one form, or of the only one", () => {
  assert.ok(isSaved("", "photos"));
  assert.ok(isSaved("variant.3", "variant.3"));
  assert.ok(!isSaved("variant.3", "variant.4"));
  assert.ok(!isSaved(undefined, "photos"));
});

test("fields of one name get back each its own value", () => {
  const dispatchEvent = () => {};
  const control = (type, name, value) => ({ type, name, value, dispatchEvent });
  const elements = [
    control("hidden", "photo", "7"),
    control("text", "fr-7", ""),
    control("hidden", "photo", "9"),
    control("hidden", "photo", "11"),
    control("checkbox", "language", "en"),
  ];
  fill({ elements }, [["photo", "9"], ["fr-7", "Le pont"], ["photo", "7"], ["language", "en"]]);
  assert.deepEqual(elements.slice(0, 4).map(({ value }) => value), ["9", "Le pont", "7", "11"]);
  assert.ok(elements[4].checked);
});

test("what is no kept typing is read as none", () => {
  for (const text of [null, "", "{", "[]", '{"fields": 3}', "null"]) assert.equal(read(text), null);
  assert.deepEqual(read('{"at": 1, "fields": []}'), { at: 1, fields: [] });
});

test("the time of typing says the day where it is not today", () => {
  const at = new Date(2026, 4, 12, 14, 32);
  assert.equal(typedAt(at, at, "fr"), "14\u00a0h\u00a032");
  assert.match(typedAt(at, new Date(2026, 4, 13), "fr"), /^12 mai.*14\u00a0h\u00a032$/);
  assert.equal(typedAt(at, at, "en-GB"), "14:32");
});

test("signs are counted as each language writes them", () => {
  const unit = { one: "signe", many: "signes" };
  assert.equal(words(1, "fr", unit), "1 signe");
  assert.equal(words(1234, "fr", unit).replaceAll("\u202f", " "), "1 234 signes");
});
