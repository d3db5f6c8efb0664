/** Query strings, tile addresses and bounds as text. Pure. */

/** The query of a filled form: empty fields left out, so that addresses stay short to share. */
export function filterQuery(entries) {
  const kept = [...entries].filter(([, value]) => value.trim() !== "");
  return new URLSearchParams(kept.map(([name, value]) => [name, value.trim()])).toString();
}

/** Where the tiles of a layer are; workers want whole addresses. */
export function tileAddress(origin, layer, query = "") {
  return `${origin}/tiles/${layer}/{z}/{x}/{y}.mvt${query ? `?${query}` : ""}`;
}

/** "west,south,east,north" as MapLibre's [[west, south], [east, north]]. */
export function readBounds(text) {
  const [west, south, east, north] = text.split(",").map(Number);
  return [[west, south], [east, north]];
}
