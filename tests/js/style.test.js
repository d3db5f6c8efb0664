import assert from "node:assert/strict";
import test from "node:test";

import { mix } from "../../app/static/js/colours.js";
import { mapStyle, PRACTICES, routeColours } from "../../app/static/js/style.js";

const tokens = new Proxy({}, { get: () => "#123456" });
const addresses = { tokens, origin: "https://balise.example", routeTiles: "r", placeTiles: "p" };

test("without a base map the style asks nothing of another site", () => {
  const style = mapStyle(addresses);
  assert.equal(style.glyphs, undefined);
  assert.equal(style.sprite, undefined);
  assert.equal(style.sources.backdrop.data, "https://balise.example/tiles/backdrop.geojson");
  assert.equal(style.sources.basemap, undefined);
});

test("with a base map its picture lies under our lines, and our paper and towns give way", () => {
  const style = mapStyle({ ...addresses, basemap: "https://tiles.example/{z}/{x}/{y}.png" });
  const ids = style.layers.map(({ id }) => id);
  assert.ok(ids.indexOf("basemap") < ids.indexOf("routes-line"));
  assert.ok(!ids.includes("land") && !ids.includes("cities"));
  assert.ok(ids.includes("viewpoints"));
});

test("every layer draws from a source that is there, and bears a name of its own", () => {
  const { layers, sources } = mapStyle(addresses);
  for (const { source } of layers) assert.ok(source === undefined || source in sources);
  assert.equal(new Set(layers.map(({ id }) => id)).size, layers.length);
});

test("every practice has its colour", () => {
  const line = mapStyle(addresses).layers.find(({ id }) => id === "routes-line");
  for (const practice of PRACTICES) assert.ok(line.paint["line-color"].includes(practice));
});

test("a practice that was asked for colours every line", () => {
  const { "routes-line": colour } = routeColours({ walking: "#b8371d", land: "#ffffff" }, "walking");
  assert.equal(colour, "#b8371d");
});

test("mixing goes from the ground to the colour", () => {
  assert.equal(mix("#ff0000", "#0000ff", 0), "#0000ff");
  assert.equal(mix("#ff0000", "#0000ff", 1), "#ff0000");
  assert.equal(mix("#ff0000", "#000000", 0.5), "#800000");
});
