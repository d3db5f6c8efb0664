/** The Save button: what it says, what happens when somebody else was faster. */

import { watchBox } from "./boxes.js";
import { Refused } from "./server.js";
import { save, stored } from "./save.js";
import { lineFeature } from "./surface.js";
import { word } from "./words.js";

export function watchSaving({ routeId, drawing, versions, heights, surface, place, tell, onRefused }) {
  const button = document.querySelector("#save");
  const state = document.querySelector("#editor-state");
  const clash = document.querySelector("#editor-clash");
  const mine = clash.querySelector("[data-mine]");
  const box = watchBox(clash, () => surface.show("preview", []));
  let isSaving = false;

  function refresh() {
    const { line, steps } = drawing.unsaved;
    const changed = line || steps;
    button.disabled = isSaving || !changed || !drawing.isLine;
    const said = word(isSaving ? "saving" : changed ? "changed" : "saved");
    if (state.textContent !== said) state.textContent = said;
    place.dataset.state = changed ? "changed" : "saved";
  }

  async function store() {
    if (isSaving) return;
    isSaving = true;
    refresh();
    try {
      await heights.settled();
      const sent = drawing.asItIs;
      drawing.settle(await save(routeId, drawing, versions), sent);
      tell(word("saved_now"));
    } catch (refusal) {
      if (refusal.status === 412) await meet(refusal).catch(onRefused);
      else if (refusal instanceof Refused) onRefused(refusal);
      else throw refusal;
    } finally {
      isSaving = false;
      refresh();
    }
  }

  /** Somebody else was faster: their line is shown, and one of the two is chosen; both can be undone to. */
  async function meet(refusal) {
    const theirs = await stored(routeId);
    surface.show("preview", [lineFeature(theirs.pieces)]);
    clash.querySelector("[data-said]").textContent = refusal.message;
    mine.onclick = () => {
      Object.assign(versions, theirs.versions);
      drawing.meet(theirs);
      box.close();
      store();
    };
    clash.querySelector("[data-theirs]").onclick = () => {
      Object.assign(versions, theirs.versions);
      drawing.change(word("gesture_theirs"), { pieces: theirs.pieces, steps: theirs.steps });
      drawing.settle(theirs.steps);
      box.close();
    };
    box.open(mine);
  }

  button.addEventListener("click", store);
  drawing.addEventListener("change", refresh);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    if (!button.disabled) store();
  });
  window.addEventListener("beforeunload", (event) => {
    const { line, steps } = drawing.unsaved;
    if (line || steps) event.preventDefault();
  });
  refresh();
  return { store };
}
