/** The editor's page, wired from top to bottom. */

import { startMap } from "../map.js";
import { kilometres } from "../numbers.js";
import { Drawing } from "./drawing.js";
import { Editing } from "./editing.js";
import { watchFacts } from "./facts_panel.js";
import { watchFindings } from "./findings.js";
import { watchGuides } from "./guides.js";
import { fillHeights, watchHeights } from "./heights.js";
import { watchKeeping } from "./keeping.js";
import { watchKeys } from "./keyboard.js";
import { watchLook } from "./look.js";
import { positionOf } from "./measure.js";
import { watchTabs } from "./panel_tabs.js";
import { watchPointer } from "./pointer.js";
import { watchProfile } from "./profile.js";
import { Rerouting } from "./rerouting.js";
import { stored } from "./save.js";
import { watchSaving } from "./saving.js";
import { watchSimplifying } from "./simplifying.js";
import { Neighbours } from "./snapping.js";
import { watchSplitting } from "./splitting.js";
import { watchSteps } from "./steps_panel.js";
import { Surface } from "./surface.js";
import { watchTools } from "./tools.js";
import { Tracing } from "./tracing.js";
import { language, word } from "./words.js";

const STILL_MS = 200;
const TOLD_MS = 8000;
const place = document.querySelector("#map");
const page = JSON.parse(document.querySelector("#editor-data").textContent);
const told = document.querySelector("#editor-told");
const length = document.querySelector("#editor-length");
const hint = document.querySelector("#editor-hint");

let fading = 0;
/** A sentence over the map; a refusal stays until the next one. */
const tell = (sentence, kind = "") => {
  clearTimeout(fading);
  told.textContent = sentence;
  told.dataset.kind = kind;
  if (!kind) fading = setTimeout(tell, TOLD_MS, "");
};
const onRefused = (refusal) => tell(refusal.message, "refused");
const onHint = (sentence) => {
  hint.textContent = sentence;
};

async function start() {
  const { pieces, steps, versions } = await stored(page.route_id, page.has_line);
  const drawing = new Drawing(pieces, steps);
  const surface = new Surface(page);
  const others = new Neighbours(page.route_id);
  const ways = { isOn: page.has_network, practice: page.practice };
  const { map } = startMap(place, {
    maxZoom: 20,
    cooperativeGestures: false,
    afterStyle: (fresh) => surface.dress(fresh),
  });
  if (!map) return tell(word("no_map"), "refused");
  map.doubleClickZoom.disable();
  await map.once("style.load");

  const context = { page, drawing, surface, others, ways, map, versions, tell, onRefused, onHint };
  const onLength = (length_m) => {
    length.textContent = kilometres(length_m, language);
  };
  const editing = new Editing({ ...context, onLength, onChosen: (range) => toolbar.onChosen(range) });
  const modes = { edit: editing, draw: null, stretch: null };
  let mode = editing;
  const setMode = (name, options) => {
    mode.leave();
    mode = modes[name];
    onHint("");
    mode.enter?.(options);
    toolbar.onMode(name);
  };
  const onDone = () => setMode("edit");
  modes.draw = new Tracing({ ...context, onDone });
  modes.stretch = new Rerouting({ ...context, onDone });
  const editor = { ...context, editing, modes, setMode, modeNow: () => mode };
  const toolbar = watchTools(editor);

  const heights = watchHeights(drawing, onRefused);
  const saving = watchSaving({ ...editor, routeId: page.route_id, heights, place });
  watchPointer(map, () => mode);
  watchKeys({ map, drawing, editing, modeNow: () => mode, toEditing: onDone });

  const onLook = watchFindings(editor, watchProfile(editor));
  watchKeeping(editor);
  watchSimplifying(editor);
  watchGuides(editor);
  watchSplitting(editor, saving);
  watchSteps(editor);
  watchFacts(editor);
  watchTabs();
  document.querySelector(".editor-toolbar").inert = false;

  let shown = null;
  const draw = () => {
    if (drawing.pieces !== shown) {
      surface.showLine(drawing.line);
      if (shown && told.dataset.kind) tell("");
      shown = drawing.pieces;
    }
    if (mode !== modes.steps) editing.refresh();
    onLength(drawing.line.length_m);
    toolbar.refresh();
    tellPlace();
  };
  /** Where the chosen vertex is on the page, for those who drive it from outside. */
  const tellPlace = () => {
    const vertex = editing.chosen?.[0];
    if (vertex === undefined || vertex >= drawing.line.count) return;
    const { left, top } = map.getCanvas().getBoundingClientRect();
    const at = map.project(positionOf(drawing.line, vertex).slice(0, 2));
    Object.assign(place.dataset, { vertex, vertexX: left + at.x, vertexY: top + at.y });
  };
  drawing.addEventListener("change", draw);
  map.on("move", tellPlace);
  let still = 0;
  map.on("moveend", () => {
    if (mode !== modes.steps) editing.refresh();
    clearTimeout(still);
    still = setTimeout(() => others.look(map), STILL_MS);
  });
  editor.tellPlace = tellPlace;
  draw();
  others.look(map);
  if (!pieces.length) setMode("draw");
  await fillHeights(drawing, word("gesture_heights")).catch(onRefused);
  await watchLook(drawing, { onRefused, onLook });
  place.dataset.ready = "yes";
  return undefined;
}

start().catch((refusal) => tell(refusal.message, "refused"));
