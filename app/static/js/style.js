/** The map's style, from the page's colour tokens: paper, rivers, towns, and our lines. Pure. */

import { mix } from "./colours.js";

const FADED = 0.27;
export const PRACTICES = [
  "walking", "trail", "road_cycling", "touring_cycling", "gravel", "riding", "mountain_biking", "paddling",
];

const REGULAR = ["Signika"];
const MEDIUM = ["Signika Medium", "Signika"];
const SEMIBOLD = ["Signika Semibold", "Signika"];

function byPractice(tokens, asked, shade = (colour) => colour) {
  if (PRACTICES.includes(asked)) return shade(tokens[asked]);
  const cases = PRACTICES.flatMap((practice) => [practice, shade(tokens[practice])]);
  return ["match", ["get", "practice"], ...cases, shade(tokens.ink)];
}

/** The colour of each layer of routes: the main practice's, or of the one that was asked for. */
export function routeColours(tokens, asked = "") {
  const colour = byPractice(tokens, asked);
  const faded = byPractice(tokens, asked, (one) => mix(one, tokens.land, FADED));
  return { "routes-line": colour, "focus-line": colour, "routes-faded": faded };
}

/** Routes that share a stretch run side by side; close up, each lies where it is. */
const lane = ["get", "lane"];
const offset = [
  "interpolate", ["linear"], ["zoom"],
  7, ["*", lane, 1.6], 9, ["*", lane, 2.8], 12, ["*", lane, 5], 15, 0,
];
const width = (near, far) => ["interpolate", ["linear"], ["zoom"], 7, far, 10, (near + far) / 2, 14, near];

const line = (id, source, paint, more = {}) => ({
  id, type: "line", source,
  layout: { "line-join": "round", "line-cap": "round" },
  paint, ...more,
});

const routes = (id, paint, filter) =>
  line(id, "routes", { "line-offset": offset, ...paint }, {
    "source-layer": "routes", ...(filter ? { filter } : {}),
  });

const NO_POINTS = { type: "FeatureCollection", features: [] };
const NOTHING = ["==", ["get", "slug"], ""];

function backdropLayers(tokens, hasBasemap) {
  if (hasBasemap) return [];
  const ofKind = (kind) => ["==", ["get", "kind"], kind];
  return [
    { id: "land", type: "fill", source: "backdrop", filter: ofKind("departement"),
      paint: { "fill-color": tokens.land } },
    line("communes", "communes", { "line-color": tokens.outline, "line-width": 0.5, "line-opacity": 0.5 },
      { "source-layer": "communes", minzoom: 9 }),
    line("outline", "backdrop", { "line-color": tokens.outline, "line-width": 1.2 },
      { filter: ofKind("departement") }),
    line("rivers", "backdrop", {
      "line-color": tokens.river,
      "line-width": ["interpolate", ["linear"], ["zoom"],
        7, ["match", ["get", "rank"], 1, 1.6, 0.7], 13, ["match", ["get", "rank"], 1, 5, 2.5]],
    }, { filter: ofKind("river") }),
    { id: "river-names", type: "symbol", source: "backdrop", filter: ofKind("river"), minzoom: 8.5,
      layout: {
        "symbol-placement": "line", "symbol-spacing": 360, "text-field": ["get", "name"],
        "text-font": REGULAR, "text-size": 12, "text-letter-spacing": 0.12, "text-offset": [0, 0.9],
      },
      paint: { "text-color": tokens["river-name"], "text-halo-color": tokens.land, "text-halo-width": 1.5 } },
  ];
}

function routeLayers(tokens, asked) {
  const colours = routeColours(tokens, asked);
  return [
    routes("routes-faded", { "line-color": colours["routes-faded"], "line-width": width(5.5, 2.2), "line-opacity": 0 }),
    routes("routes-casing", { "line-color": tokens.casing, "line-width": width(10, 4.5) }),
    routes("routes-line", { "line-color": colours["routes-line"], "line-width": width(5.5, 2.2) }),
    routes("focus-casing", { "line-color": tokens.casing, "line-width": width(14, 8) }, NOTHING),
    routes("focus-line", { "line-color": colours["focus-line"], "line-width": width(7.5, 4) }, NOTHING),
    routes("routes-touch", { "line-color": tokens.ink, "line-opacity": 0, "line-width": 22 }),
  ];
}

/** Numbers on their blades (see blades.js), where the page says. */
const numbers = (tokens) => ({
  id: "route-numbers", type: "symbol", source: "numbers",
  layout: {
    "text-field": ["get", "number"], "text-font": SEMIBOLD, "text-size": 13,
    "icon-image": ["concat", "blade-", ["get", "practice"]], "icon-text-fit": "both",
    "text-padding": 6, "icon-padding": 6,
  },
  paint: { "text-color": tokens["on-practice"] },
});

const SERVICES = ["water", "toilets", "picnic", "shelter", "bike_parking", "charging"];
const PROVIDERS = ["lodging", "rental", "repair", "restaurant", "visit", "tourist_office"];

/** What lies by the way, in small dots: services hollow, labelled providers in the sun's colour. */
function wayside(tokens, label) {
  const kind = ["get", "kind"];
  const provider = ["in", kind, ["literal", PROVIDERS]];
  const other = ["!", ["in", kind, ["literal", [...PROVIDERS, "town", "viewpoint"]]]];
  const held = ["==", ["get", "labelled"], true];
  const dots = (id, filter, radius, fill, ring) => ({
    id, type: "circle", source: "places", "source-layer": "places", minzoom: 12, filter,
    paint: { "circle-radius": radius, "circle-color": fill, "circle-stroke-color": ring, "circle-stroke-width": 1.4 },
  });
  const service = ["in", kind, ["literal", SERVICES]];
  return [
    dots("wayside", other, 3.2, ["case", service, tokens.land, tokens["river-name"]],
      ["case", service, tokens["river-name"], tokens.land]),
    dots("providers", provider, ["case", held, 4.5, 3.2], ["case", held, tokens.sun, tokens.land], tokens.town),
    label("wayside-names", other, { minzoom: 14 }, { "text-font": REGULAR, "text-size": 12 }),
    label("provider-names", provider, { minzoom: 14 }, { "text-font": REGULAR, "text-size": 12 }),
  ];
}

function placeLayers(tokens) {
  const town = ["==", ["get", "kind"], "town"];
  const size = ["coalesce", ["get", "size"], 3];
  const label = (id, filter, more, layout) => ({
    id, type: "symbol", source: "places", "source-layer": "places", filter, ...more,
    layout: {
      "text-field": ["get", "name"], "text-variable-anchor": ["left", "right", "top", "bottom"],
      "text-radial-offset": 0.55, "text-justify": "auto", "text-max-width": 9,
      "text-padding": 4, "symbol-sort-key": size, ...layout,
    },
    paint: { "text-color": tokens.town, "text-halo-color": tokens.land, "text-halo-width": 1.8 },
  });
  const dots = {
    "circle-radius": ["match", size, 1, 3.6, 2, 2.8, 1.8],
    "circle-color": tokens.land, "circle-stroke-color": tokens.town, "circle-stroke-width": 1.4,
  };
  const below = (limit) => ["all", town, ["<=", size, limit]];
  return [
    { id: "town-dots", type: "circle", source: "places", "source-layer": "places",
      filter: below(2), paint: dots },
    { id: "village-dots", type: "circle", source: "places", "source-layer": "places", minzoom: 10,
      filter: ["all", town, ["==", size, 3]], paint: dots },
    ...wayside(tokens, label),
    { id: "viewpoints", type: "circle", source: "places", "source-layer": "places", minzoom: 10,
      filter: ["==", ["get", "kind"], "viewpoint"],
      paint: { "circle-radius": 4.5, "circle-color": tokens.sun, "circle-stroke-color": tokens.town, "circle-stroke-width": 1.5 } },
    label("viewpoint-names", ["==", ["get", "kind"], "viewpoint"], { minzoom: 12 },
      { "text-font": REGULAR, "text-size": 12 }),
    label("villages", ["all", town, ["==", size, 3]], { minzoom: 10 },
      { "text-font": REGULAR, "text-size": 13 }),
    label("towns", ["all", town, ["==", size, 2]], {},
      { "text-font": MEDIUM, "text-size": ["interpolate", ["linear"], ["zoom"], 8, 13, 12, 16] }),
    label("cities", ["all", town, ["==", size, 1]], {},
      { "text-font": SEMIBOLD, "text-size": ["interpolate", ["linear"], ["zoom"], 7, 15, 12, 21] }),
  ];
}

/** A base map has its own towns. */
const OF_TOWNS = new Set(["town-dots", "village-dots", "villages", "towns", "cities"]);

/** A MapLibre style; `asked` is the practice filtered by; `basemap` is a raster tile address, empty for our own paper. */
export function mapStyle({ tokens, origin, routeTiles, placeTiles, asked = "", basemap = "", dark = false }) {
  const own = {
    routes: { type: "vector", tiles: [routeTiles], maxzoom: 14 },
    numbers: { type: "geojson", data: NO_POINTS },
    places: { type: "vector", tiles: [placeTiles], minzoom: 5, maxzoom: 12 },
  };
  const under = basemap
    ? { basemap: { type: "raster", tiles: [basemap], tileSize: 256 } }
    : {
        backdrop: { type: "geojson", data: `${origin}/tiles/backdrop.geojson` },
        communes: { type: "vector", tiles: [`${origin}/tiles/communes/{z}/{x}/{y}.mvt`], minzoom: 9, maxzoom: 12 },
      };
  const raster = { id: "basemap", type: "raster", source: "basemap", paint: {
    "raster-saturation": -0.55, "raster-opacity": dark ? 0.55 : 0.8,
    "raster-brightness-max": dark ? 0.7 : 1,
  } };
  return {
    version: 8,
    sources: { ...under, ...own },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": tokens.paper } },
      ...(basemap ? [raster] : []),
      ...backdropLayers(tokens, Boolean(basemap)),
      ...routeLayers(tokens, asked),
      ...placeLayers(tokens).filter(({ id }) => !basemap || !OF_TOWNS.has(id)),
      numbers(tokens),
    ],
  };
}
