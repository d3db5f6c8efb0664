/** The tab of the instructions: the list beside the map, each showing what is chosen on the other. */

import { Marker } from "/static/vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";
import { openTab } from "./panel_tabs.js";
import { Placing } from "./placing.js";
import { watchProposing } from "./proposing.js";
import { checkedStep, countToCheck, isUnwritten, numberOf, wordedStep } from "./steps.js";
import { stepRow } from "./step_row.js";
import { word } from "./words.js";

const CLOSE_ZOOM = 16;

export function watchSteps(editor) {
  const { drawing, map, modes, setMode, modeNow } = editor;
  const place = document.querySelector("#map");
  const panel = document.querySelector("#panel-steps");
  const list = document.querySelector("#steps");
  const tab = document.querySelector("#tab-steps");
  const add = document.querySelector("#add-step");
  const tabName = tab.textContent;
  const ring = new Marker({ element: Object.assign(document.createElement("div"), { className: "step-ring" }) });
  let rows = [];
  ring.getElement().setAttribute("aria-hidden", "true");

  const rowOf = (key) => rows.find((row) => row.key === key);
  const placing = new Placing({ ...editor, onChosen, onSliding: (key, at_m) => {
    rowOf(key)?.slide(at_m);
    tellPlace();
  } });
  modes.steps = placing;

  const use = {
    choose: (key) => {
      if (placing.chosen !== key) placing.choose(key);
    },
    reword: (key, language, words) => {
      const name = word("gesture_step_text", { number: numberOf(drawing.steps, key) });
      drawing.change(name, { steps: wordedStep(drawing.steps, key, language, words), merge: true });
    },
    check: (key) => {
      drawing.change(word("gesture_step_check"), { steps: checkedStep(drawing.steps, key) });
      rowOf(key).write();
    },
    zoom: (key) => {
      placing.choose(key);
      if (!placing.place) return;
      map.getContainer().scrollIntoView({ block: "nearest" });
      map.jumpTo({ center: placing.place.slice(0, 2), zoom: Math.max(map.getZoom(), CLOSE_ZOOM) });
    },
    remove: (key) => {
      placing.remove(key);
      followFocus();
    },
    key: (event) => {
      const isMeant = placing.key(event);
      if (isMeant) followFocus();
      return isMeant;
    },
  };

  /** Keeps the focus in the row of the chosen instruction, wherever it stands by now. */
  function followFocus() {
    const row = rowOf(placing.chosen);
    if ((row?.element ?? list).contains(document.activeElement)) return;
    (row?.element.querySelector("button") ?? add).focus();
  }

  /** The rows that are there are kept, so that nobody who types loses the place; saving gives keys. */
  function draw() {
    const { steps, line } = drawing;
    const keys = new Set(steps.map(({ key }) => key));
    const isSaved = rows.length === steps.length;
    rows = steps.map((step, at) => {
      const there = rowOf(step.key) ?? (isSaved && !keys.has(rows[at].key) ? renamed(rows[at], step.key) : null);
      return there ?? stepRow(step, use);
    });
    if (!keys.has(placing.chosen)) placing.chosen = null;
    rows.forEach((row, at) => {
      if (list.children[at] !== row.element) list.insertBefore(row.element, list.children[at] ?? null);
      row.show(steps[at], at + 1, row.key === placing.chosen);
    });
    while (list.children.length > rows.length) list.lastChild.remove();
    tellCount();
    add.disabled = line.count < 2;
    placing.refresh();
    tellPlace();
  }

  function renamed(row, key) {
    if (placing.chosen === row.key) placing.chosen = key;
    return Object.assign(row, { key });
  }

  function tellCount() {
    const count = countToCheck(drawing.steps);
    tab.textContent = count ? word("tab_to_check", { name: tabName, count }) : tabName;
    document.querySelector("#steps-to-check").hidden = !count;
    document.querySelector("#steps-none").hidden = drawing.steps.length > 0;
  }

  function onChosen(key, { isNew = false, byMap = false } = {}) {
    rows.forEach((row, at) => row.show(drawing.steps[at], at + 1, row.key === key));
    tellPlace();
    if (key === null) return;
    if (isNew) openTab("steps");
    const row = rowOf(key);
    if (isNew) row.write();
    else if (byMap && panel.scrollHeight > panel.clientHeight) row.element.scrollIntoView({ block: "nearest" });
    const here = placing.place?.slice(0, 2);
    if (here && !map.getBounds().contains(here)) map.panTo(here);
  }

  /** Where the chosen instruction is: ringed on the map, and told to those who drive the page from outside. */
  function tellPlace() {
    const here = panel.hidden ? null : placing.place?.slice(0, 2);
    if (!here) {
      ring.remove();
      return;
    }
    ring.setLngLat(here);
    if (!ring.getElement().isConnected) ring.addTo(map);
    const { left, top } = map.getCanvas().getBoundingClientRect();
    const at = map.project(here);
    Object.assign(place.dataset, { step: numberOf(drawing.steps, placing.chosen), stepX: left + at.x, stepY: top + at.y });
  }

  add.addEventListener("click", () => {
    setMode("steps");
    map.getContainer().scrollIntoView({ block: "nearest" });
    map.getCanvas().focus();
  });
  panel.addEventListener("shown", () => {
    if (drawing.line.count > 1) setMode("steps");
  });
  panel.addEventListener("hidden", () => {
    placing.choose(null);
    if (modeNow() === placing) setMode("edit");
  });

  /** An instruction without French words cannot be saved: its field says so, before anything is sent. */
  function refuseUnwritten(event) {
    const unwritten = drawing.unsaved.steps && drawing.steps.find(isUnwritten);
    if (!unwritten) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    openTab("steps");
    placing.choose(unwritten.key);
    rowOf(unwritten.key).refuse();
  }
  document.querySelector("#save").addEventListener("click", refuseUnwritten, { capture: true });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") refuseUnwritten(event);
  }, { capture: true });

  drawing.addEventListener("change", draw);
  map.on("move", tellPlace);
  watchProposing(editor);
  draw();
}
