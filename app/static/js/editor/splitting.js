/** One route becomes two: what lies behind the chosen point is a draft of its own, named here. */

import { watchBox } from "./boxes.js";
import { ask } from "./server.js";

export function watchSplitting({ page, drawing, editing, versions, onRefused }, { store }) {
  const form = document.querySelector("#split");
  const box = watchBox(form);
  const isSaved = () => !drawing.unsaved.line && !drawing.unsaved.steps;
  let at_m = 0;
  let pieces = null;
  let isSplitting = false;

  document.querySelector('[data-tool="split"]').addEventListener("click", () => {
    ({ pieces } = drawing);
    at_m = drawing.line.at_m[editing.chosen[0]];
    box.open(form.elements.title);
  });
  form.querySelector("[data-cancel]").addEventListener("click", box.close);
  drawing.addEventListener("change", () => {
    if (drawing.pieces !== pieces) box.close();
  });

  /** What is drawn is saved first; where that is refused the route stays whole. */
  async function split() {
    if (!isSaved()) await store();
    if (!isSaved()) return box.close();
    const body = { at_m, title: form.elements.title.value };
    await ask(`/api/routes/${page.route_id}/split`, { method: "POST", version: versions.line, body });
    return location.reload();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isSplitting) return;
    isSplitting = true;
    split().catch(onRefused).finally(() => {
      isSplitting = false;
    });
  });
}
