/** The ends of a route's stages and the viewpoints on its way, named on the map. */

import { readTokens } from "./tokens.js";

const collection = (points) => ({
  type: "FeatureCollection",
  features: points.map(({ name, lon, lat }) => ({
    type: "Feature",
    properties: { name },
    geometry: { type: "Point", coordinates: [lon, lat] },
  })),
});

function labelled(id, tokens, { fill, radius, text }) {
  return [
    { id: `${id}-dots`, type: "circle", source: id, paint: {
      "circle-radius": radius, "circle-color": fill,
      "circle-stroke-color": tokens.ink, "circle-stroke-width": 2,
    } },
    { id: `${id}-names`, type: "symbol", source: id,
      layout: {
        "text-field": ["get", "name"], "text-font": text.font, "text-size": text.size,
        "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.75,
        "text-justify": "auto", "text-max-width": 10,
      },
      paint: { "text-color": tokens.ink, "text-halo-color": tokens.land, "text-halo-width": 2 } },
  ];
}

/** Adds them above everything; the names of stage ends come before the towns' own. */
export function addNamedPoints(map, { ends, termini, viewpoints }) {
  const tokens = readTokens();
  const semibold = ["Signika Semibold", "Signika"];
  map.addSource("viewpoints-here", { type: "geojson", data: collection(viewpoints) });
  map.addSource("ends", { type: "geojson", data: collection(ends) });
  const layers = [
    ...labelled("viewpoints-here", tokens, { fill: tokens.sun, radius: 5, text: { font: ["Signika"], size: 12 } }),
    ...labelled("ends", tokens, { fill: tokens.ground, radius: 5.5, text: { font: semibold, size: 15 } }),
  ];
  const last = termini.length - 1;
  map.addSource("termini", { type: "geojson", data: collection(termini.map(([lon, lat], at) => ({ name: at && at === last ? "finish" : "start", lon, lat }))) });
  const byRole = (start, finish) => ["match", ["get", "name"], "finish", finish, start];
  layers.push({ id: "termini", type: "circle", source: "termini", paint: {
    "circle-radius": 8,
    "circle-color": byRole(tokens.sun, tokens.ink),
    "circle-stroke-color": byRole(tokens.ink, tokens.sun), "circle-stroke-width": 3,
  } });
  for (const layer of layers) map.addLayer(layer);
  nameOnce(map, ends.map(({ name }) => name));
  map.setLayerZoomRange("viewpoints-here-names", 10, 24);
}

/** A place that this route names is not named a second time as a town. */
function nameOnce(map, names) {
  for (const layer of ["villages", "towns", "cities", "village-dots", "town-dots"]) {
    if (!map.getLayer(layer)) continue;
    map.setFilter(layer, ["all", map.getFilter(layer), ["!", ["in", ["get", "name"], ["literal", names]]]]);
  }
}
