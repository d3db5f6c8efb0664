/** The line's profile, live: heights by distance, findings on it, and where the pointer is. */

import { kilometres, metres } from "../numbers.js";
import { pointAt } from "./measure.js";
import { pointFeature } from "./surface.js";
import { language, word } from "./words.js";

const WIDTH = 1000;
const HEIGHT = 100;
const LEAST_RANGE_M = 40;
const SVG = "http://www.w3.org/2000/svg";
const STEPS = { ArrowRight: 0.01, ArrowLeft: -0.01, PageUp: 0.1, PageDown: -0.1, Home: -1, End: 1 };

/** The lowest and highest vertex of each column: what a picture this wide can show. */
export function columns(line, width) {
  const found = [];
  let vertex = 0;
  for (const piece of line.pieces) {
    for (const [, , height] of piece) {
      const column = Math.min(Math.floor((line.at_m[vertex] / line.length_m) * width), width - 1);
      const last = found.at(-1);
      if (last?.column === column) {
        last.low = Math.min(last.low, height);
        last.high = Math.max(last.high, height);
      } else found.push({ column, low: height, high: height });
      vertex += 1;
    }
  }
  return found;
}

const element = (name, attributes, parent) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
};

export function watchProfile({ drawing, surface, map }) {
  const place = document.querySelector("#editor-profile");
  const svg = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", tabindex: "0", role: "slider", "aria-label": word("profile"), "aria-valuemin": 0, "aria-valuenow": 0 }, place);
  const area = element("path", { class: "profile-area" }, svg);
  const ticks = element("g", { class: "profile-ticks" }, svg);
  const cursor = element("line", { class: "profile-cursor", y1: 0, y2: HEIGHT, visibility: "hidden" }, svg);
  const readout = Object.assign(document.createElement("p"), { className: "profile-readout" });
  const range = Object.assign(document.createElement("p"), { className: "profile-range" });
  place.append(readout, range);
  let scale = [0, 1];
  let findings = [];
  let frame = 0;
  let at_m = 0;

  function draw() {
    frame = 0;
    const { line, hasHeights } = drawing;
    place.classList.toggle("is-empty", !hasHeights);
    svg.setAttribute("aria-valuemax", Math.round(line.length_m));
    readout.textContent = word(hasHeights ? "profile_hint" : "profile_none");
    ticks.replaceChildren();
    if (!hasHeights || line.length_m === 0) {
      area.removeAttribute("d");
      range.textContent = "";
      return;
    }
    const found = columns(line, WIDTH);
    const low = found.reduce((least, one) => Math.min(least, one.low), Infinity);
    const high = found.reduce((most, one) => Math.max(most, one.high), -Infinity);
    scale = [low - 5, Math.max(high + 5, low + LEAST_RANGE_M)];
    const y = (height) => (((scale[1] - height) / (scale[1] - scale[0])) * HEIGHT).toFixed(1);
    const outline = found.flatMap(({ column, low: least, high: most }) => (least === most ? [`${column},${y(most)}`] : [`${column},${y(least)}`, `${column},${y(most)}`]));
    area.setAttribute("d", `M0,${HEIGHT} L${outline.join(" L")} L${WIDTH},${outline.at(-1).split(",")[1]} L${WIDTH},${HEIGHT} Z`);
    range.textContent = `${metres(low, language)} – ${metres(high, language)}`;
    for (const finding of findings) {
      if (finding.at_m === null) continue;
      const x = (finding.at_m / line.length_m) * WIDTH;
      element("line", { x1: x, x2: x, y1: 0, y2: HEIGHT, "data-severity": finding.severity }, ticks);
    }
  }

  function show(wanted_m) {
    const { line } = drawing;
    if (line.count < 2) return;
    at_m = Math.min(Math.max(wanted_m, 0), line.length_m);
    const position = pointAt(line, at_m);
    const x = (at_m / line.length_m) * WIDTH;
    cursor.setAttribute("x1", x);
    cursor.setAttribute("x2", x);
    cursor.setAttribute("visibility", "visible");
    const said = [kilometres(at_m, language), ...(position.length > 2 ? [metres(position[2], language)] : [])].join(" · ");
    readout.textContent = said;
    svg.setAttribute("aria-valuenow", Math.round(at_m));
    svg.setAttribute("aria-valuetext", said);
    surface.show("hover", [pointFeature(position)]);
  }

  function hide() {
    cursor.setAttribute("visibility", "hidden");
    surface.show("hover", []);
    readout.textContent = word(drawing.hasHeights ? "profile_hint" : "profile_none");
  }

  const pointed_m = (event) => {
    const { left, width } = svg.getBoundingClientRect();
    return ((event.clientX - left) / width) * drawing.line.length_m;
  };
  svg.addEventListener("pointermove", (event) => show(pointed_m(event)));
  svg.addEventListener("pointerleave", hide);
  svg.addEventListener("blur", hide);
  svg.addEventListener("click", (event) => {
    if (drawing.line.count > 1) map.easeTo({ center: pointAt(drawing.line, pointed_m(event)).slice(0, 2) });
  });
  svg.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    show(at_m + STEPS[event.key] * drawing.line.length_m);
  });
  drawing.addEventListener("change", () => (frame ||= requestAnimationFrame(draw)));
  draw();
  return {
    showFindings(found) {
      findings = found;
      frame ||= requestAnimationFrame(draw);
    },
  };
}
