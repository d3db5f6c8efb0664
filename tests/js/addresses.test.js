import assert from "node:assert/strict";
import test from "node:test";

import { filterQuery, readBounds, tileAddress } from "../../app/static/js/addresses.js";

test("empty fields stay out of the address", () => {
  assert.equal(filterQuery([["q", "  "], ["practice", "walking"], ["kind", ""]]), "practice=walking");
});

test("words are trimmed and escaped", () => {
  assert.equal(filterQuery([["q", " Castéra & Cie "]]), "q=Cast%C3%A9ra+%26+Cie");
});

test("tiles carry the same query as the list", () => {
  assert.equal(
    tileAddress("https://balise.example", "routes", "practice=walking"),
    "https://balise.example/tiles/routes/{z}/{x}/{y}.mvt?practice=walking",
  );
  assert.equal(tileAddress("", "places"), "/tiles/places/{z}/{x}/{y}.mvt");
});

test("bounds are read west, south, east, north", () => {
  assert.deepEqual(readBounds("-0.29,43.3,1.21,44.09"), [[-0.29, 43.3], [1.21, 44.09]]);
});
