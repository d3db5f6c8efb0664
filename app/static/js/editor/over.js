/** What follows the pointer, in SVG over the map: for a source of its own MapLibre draws everything anew. */

const SVG = "http://www.w3.org/2000/svg";

const dot = ([x, y]) => `M${x - 7},${y}a7,7 0 1,0 14,0a7,7 0 1,0 -14,0`;
const way = (places) => `M${places.join("L")}`;

/** A place for GeoJSON points and pieces above a map; gives `show(name, features)`. */
export function layOver(map) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "editor-over");
  svg.setAttribute("aria-hidden", "true");
  map.getCanvasContainer().append(svg);
  const shown = {};

  const placed = (position) => {
    const { x, y } = map.project(position.slice(0, 2));
    return [x, y];
  };
  const drawn = ({ geometry: { type, coordinates } }) =>
    type === "Point" ? dot(placed(coordinates)) : coordinates.map((piece) => way(piece.map(placed))).join("");
  const draw = ({ path, features }) => path.setAttribute("d", features.map(drawn).join(""));

  map.on("move", () => Object.values(shown).forEach(draw));
  return {
    show(name, features) {
      if (!shown[name]) {
        const path = svg.appendChild(document.createElementNS(SVG, "path"));
        path.setAttribute("class", `editor-${name}`);
        shown[name] = { path, features };
      }
      shown[name].features = features;
      draw(shown[name]);
    },
  };
}
