/** A MapLibre map in a page's map place, dressed in its tokens; the drawing below stays if it fails. */

import { AttributionControl, Map, NavigationControl } from "/static/vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";
import { readBounds, tileAddress } from "./addresses.js";
import { addBlades } from "./blades.js";
import { slugsDrawn } from "./focus.js";
import { mapStyle, routeColours } from "./style.js";
import { isDark, onSchemeChange, readTokens } from "./tokens.js";

export const NARROW = window.matchMedia("(max-width: 899px)");
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");

export const padding = () =>
  NARROW.matches ? { top: 32, right: 60, bottom: 40, left: 60 } : { top: 48, right: 72, bottom: 48, left: 48 };

const localeOf = (words) => ({
  "Map.Title": words.map,
  "NavigationControl.ZoomIn": words.zoom_in,
  "NavigationControl.ZoomOut": words.zoom_out,
  "AttributionControl.ToggleAttribution": words.credits,
  "CooperativeGesturesHandler.WindowsHelpText": words.wheel,
  "CooperativeGesturesHandler.MacHelpText": words.wheel_mac,
  "CooperativeGesturesHandler.MobileHelpText": words.two_fingers,
});

function newMap(options) {
  try {
    return new Map({
      fitBoundsOptions: { padding: padding() },
      maxZoom: 17,
      minZoom: 5,
      attributionControl: false,
      cooperativeGestures: NARROW.matches,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: STILL.matches ? 0 : 200,
      ...options,
    });
  } catch (error) {
    console.warn("No map here:", error.message);
    return null;
  }
}

/** A base map of which nothing ever came gives way to our own paper: `onLost` runs once. */
function giveUpBasemap(map, onLost) {
  let settled = false;
  map.on("sourcedata", ({ sourceId, tile }) => {
    settled ||= sourceId === "basemap" && Boolean(tile?.hasData());
  });
  map.on("error", ({ sourceId }) => {
    if (settled || sourceId !== "basemap") return;
    settled = true;
    onLost();
  });
}

const askedPractice = (query) => new URLSearchParams(query).get("practice") ?? "";

/** Shows [[west, south], [east, north]]. */
export function fit(map, bounds) {
  map.fitBounds(bounds, { padding: padding(), maxZoom: 15, duration: STILL.matches ? 0 : 500 });
}

/** Where the browser cannot draw a map, the server's drawing stays and the page goes on without. */
const NO_MAP = { map: null, setNumbers() {}, filterBy() {} };

/** Starts the map of `place` (the element of parts/map.html), with MapLibre's `options`; `afterStyle` runs at each new style. */
export function startMap(place, { afterStyle = () => {}, ...options } = {}) {
  const { bounds, attribution } = place.dataset;
  const words = JSON.parse(place.dataset.words);
  let query = place.dataset.query;
  let numbers = null;
  const style = () =>
    mapStyle({
      tokens: readTokens(),
      origin: location.origin,
      routeTiles: tileAddress(location.origin, "routes", query),
      placeTiles: tileAddress(location.origin, "places"),
      asked: askedPractice(query),
      basemap: place.dataset.basemap,
      dark: isDark(),
    });
  const map = newMap({
    container: place.querySelector("#map-canvas"),
    style: style(),
    bounds: readBounds(bounds),
    locale: localeOf(words),
    ...options,
  });
  if (!map) return NO_MAP;
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  if (attribution) map.addControl(new AttributionControl({ compact: true, customAttribution: attribution }));
  map.on("idle", () => {
    place.dataset.drawn = slugsDrawn(map);
  });
  map.once("load", () => place.classList.add("is-live"));
  map.on("style.load", () => {
    addBlades(map, readTokens());
    if (numbers) map.getSource("numbers").setData(numbers);
    afterStyle(map);
  });
  giveUpBasemap(map, () => {
    place.dataset.basemap = "";
    map.setStyle(style(), { diff: false });
  });
  onSchemeChange(() => map.setStyle(style(), { diff: false }));
  return {
    map,
    /** Puts route numbers at the points of a GeoJSON: properties number, practice, slug. */
    setNumbers(points) {
      numbers = points;
      map.getSource("numbers")?.setData(points);
    },
    /** Draws the routes that answer another filter. */
    filterBy(text) {
      query = text;
      map.getSource("routes")?.setTiles([tileAddress(location.origin, "routes", query)]);
      const colours = routeColours(readTokens(), askedPractice(query));
      for (const [layer, colour] of Object.entries(colours)) map.setPaintProperty(layer, "line-color", colour);
    },
  };
}
