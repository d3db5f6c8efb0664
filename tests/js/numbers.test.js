import assert from "node:assert/strict";
import test from "node:test";

import { kilometres, metres } from "../../app/static/js/numbers.js";

test("kilometres have one decimal up to a hundred, none from there on", () => {
  assert.equal(kilometres(24_849, "fr"), "24,8\u00a0km");
  assert.equal(kilometres(99_960, "en"), "100\u00a0km");
  assert.equal(kilometres(164_956, "en"), "165\u00a0km");
});

test("metres are whole", () => {
  assert.equal(metres(310.4, "es"), "310\u00a0m");
});
