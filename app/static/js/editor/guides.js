/** Lines from elsewhere, a dropped file or another route: shown, then taken in one of four ways. */

import { kilometres } from "../numbers.js";
import { watchBox } from "./boxes.js";
import { appendLine } from "./gestures.js";
import { apart, laidOut, mercatorX, mercatorY, nearest, pointAt } from "./measure.js";
import { ask, lineOf, post } from "./server.js";
import { replaceStretch } from "./stretches.js";
import { lineFeature } from "./surface.js";
import { language, word } from "./words.js";

const SNAP_M = 30;
/** A passage is one that begins and ends this near to the line, at two places. */
const NEAR_M = 200;
const MOST_ROUTES = 12;

const button = (words, use) => {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "quiet-button", textContent: words });
  made.addEventListener("click", use);
  return made;
};

export function watchGuides({ page, drawing, surface, map, tell, onRefused }) {
  const box = document.querySelector("#guide");
  const name = box.querySelector("[data-name]");
  const choices = box.querySelector("[data-choices]");
  const ways = box.querySelector("[data-ways]");

  const { open, close } = watchBox(box, () => surface.show("guide", []));

  /** The edited line along a piece that leads from it and back to it, null where it does not. */
  function along([piece, ...others]) {
    const { line } = drawing;
    if (others.length || line.count < 2) return null;
    const [from_m, to_m] = [piece[0], piece.at(-1)].map((end) => {
      const { at_m } = nearest(line, mercatorX(end[0]), mercatorY(end[1]));
      return apart(pointAt(line, at_m), end) < NEAR_M ? at_m : NaN;
    });
    return Math.abs(to_m - from_m) > 1 ? replaceStretch(line, from_m, to_m, piece) : null;
  }

  const take = (gesture, made) => () => {
    const change = made();
    if (change) drawing.change(word(gesture), change);
    close();
  };

  async function snap(routeId) {
    const { pieces } = drawing;
    try {
      const body = { line: lineOf(drawing), route_id: routeId, within_m: SNAP_M };
      const answer = await post("/api/drawing/snap", body);
      if (drawing.pieces !== pieces) return;
      const changed = drawing.change(word("gesture_snap"), { pieces: answer.line.coordinates });
      if (!changed) tell(word("snap_nothing", { within: SNAP_M }));
      close();
    } catch (refusal) {
      onRefused(refusal);
    }
  }

  /** Shows a line, and what can be done with it. */
  function show(title, pieces, routeId = null) {
    surface.show("guide", [lineFeature(pieces)]);
    name.textContent = `${title} · ${kilometres(laidOut(pieces).length_m, language)}`;
    const isFirst = drawing.line.count < 2;
    ways.replaceChildren(
      button(word(isFirst ? "guide_take" : "guide_replace"), take("gesture_guide", () => ({ pieces }))),
      ...(along(pieces) ? [button(word("guide_stretch"), take("gesture_stretch", () => along(pieces)))] : []),
      ...(isFirst ? [] : [button(word("guide_append"), take("gesture_append", () => ({ pieces: appendLine(drawing.line, pieces) })))]),
      ...(routeId && !isFirst ? [button(word("guide_snap"), () => snap(routeId))] : []),
      button(word("guide_close"), close),
    );
    const [lons, lats] = [0, 1].map((axis) => pieces.flat().map((one) => one[axis]));
    const least = (all) => all.reduce((a, b) => Math.min(a, b));
    const most = (all) => all.reduce((a, b) => Math.max(a, b));
    map.fitBounds([[least(lons), least(lats)], [most(lons), most(lats)]], { padding: 60, maxZoom: 16, duration: 0 });
    open(ways.querySelector("button"));
  }

  /** One of several lines is shown; the others can be chosen instead. */
  function offer(lines, routeId) {
    choices.replaceChildren(...(lines.length < 2 ? [] : lines.map((one) => button(one.name, () => show(one.name, one.line.coordinates, routeId)))));
    show(lines[0].name, lines[0].line.coordinates, routeId);
  }

  async function read(file) {
    tell(word("reading", { name: file.name }));
    try {
      const { said } = await ask(`/api/drawing/read?name=${encodeURIComponent(file.name)}`, { method: "POST", raw: file });
      tell(said.refused.map(({ name: part, detail }) => [part, detail].filter(Boolean).join(" : ")).join(" "), said.refused.length ? "refused" : "");
      if (said.lines.length) offer(said.lines);
    } catch (refusal) {
      onRefused(refusal);
    }
  }

  watchDrop(read);
  watchSearch(page.route_id, onRefused, async (route) => {
    const { said } = await ask(`/api/routes/${route.id}/line`);
    choices.replaceChildren();
    show(route.title, said.coordinates, route.id);
  });
}

/** Files dropped anywhere on the map, or chosen with the panel's own field. */
function watchDrop(read) {
  const area = document.querySelector(".editor-map");
  const field = document.querySelector("#guide-file");
  const over = (is) => area.classList.toggle("is-over", is);
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  area.addEventListener("dragleave", () => over(false));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files[0]) read(event.dataTransfer.files[0]);
  });
  field.addEventListener("change", () => {
    if (field.files[0]) read(field.files[0]);
    field.value = "";
  });
}

/** Other routes by their words. */
function watchSearch(own, onRefused, use) {
  const form = document.querySelector("#guide-search");
  const found = document.querySelector("#guide-found");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const { said } = await ask(`/api/routes?q=${encodeURIComponent(form.elements.q.value)}`);
      const routes = said.routes.filter(({ id, length_m }) => id !== own && length_m).slice(0, MOST_ROUTES);
      found.replaceChildren(...routes.map((route) => {
        const item = document.createElement("li");
        item.append(button(`${[route.number, route.title].filter(Boolean).join(" · ")} (${kilometres(route.length_m, language)})`, () => use(route).catch(onRefused)));
        return item;
      }));
      if (!routes.length) found.append(Object.assign(document.createElement("li"), { textContent: word("guide_none") }));
    } catch (refusal) {
      onRefused(refusal);
    }
  });
}
