/** The places of a page as points on its map: dots, their names, and a ring around the chosen one. */

import { readTokens } from "./tokens.js";

const DOTS = "places-here";
const TOUCH = 8;
const NOBODY = -1;
const NONE = ["==", ["get", "id"], NOBODY];
/** What the tiles show of the same places would stand beside them twice. */
const SAME_IN_TILES = { viewpoints: ["viewpoints", "viewpoint-names"], providers: ["providers", "provider-names"] };

const collection = (points) => ({
  type: "FeatureCollection",
  features: points.map(({ id, name, lon, lat }) => ({
    type: "Feature",
    properties: { id, name },
    geometry: { type: "Point", coordinates: [lon, lat] },
  })),
});

/** Adds the points ({id, name, lon, lat}) above everything. */
export function addPlacePoints(map, points, kind) {
  const tokens = readTokens();
  for (const id of SAME_IN_TILES[kind] ?? []) {
    if (map.getLayer(id)) map.setLayoutProperty(id, "visibility", "none");
  }
  map.addSource(DOTS, { type: "geojson", data: collection(points) });
  map.addLayer({ id: "places-ring", type: "circle", source: DOTS, filter: NONE, paint: {
    "circle-radius": 15, "circle-color": tokens.sun, "circle-opacity": 0.5,
    "circle-stroke-color": tokens.ink, "circle-stroke-width": 2,
  } });
  map.addLayer({ id: "places-dots", type: "circle", source: DOTS, paint: {
    "circle-radius": 6.5, "circle-color": tokens.sun,
    "circle-stroke-color": tokens.ink, "circle-stroke-width": 2,
  } });
  map.addLayer(names("places-names", tokens, ["Signika Medium", "Signika"], { minzoom: kind === "providers" ? 10 : 7 }));
  map.addLayer(names("places-chosen", tokens, ["Signika Semibold", "Signika"], { filter: NONE }));
}

const names = (id, tokens, font, more) => ({
  id, type: "symbol", source: DOTS, ...more,
  layout: {
    "text-field": ["get", "name"], "text-font": font, "text-size": 14,
    "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 1.2,
    "text-justify": "auto", "text-max-width": 10,
  },
  paint: { "text-color": tokens.ink, "text-halo-color": tokens.land, "text-halo-width": 2 },
});

/** Rings and names the point of a place, or none. */
export function choosePoint(map, id) {
  if (!map.getLayer("places-chosen")) return;
  for (const layer of ["places-ring", "places-chosen"]) map.setFilter(layer, ["==", ["get", "id"], id ?? NOBODY]);
  map.setFilter("places-names", ["!=", ["get", "id"], id ?? NOBODY]);
}

/** The id of the place near a pixel of the map, null where there is none. */
export function pointAtPixel(map, { x, y }) {
  const box = [[x - TOUCH, y - TOUCH], [x + TOUCH, y + TOUCH]];
  const [first] = map.queryRenderedFeatures(box, { layers: ["places-dots"] });
  return first?.properties.id ?? null;
}
