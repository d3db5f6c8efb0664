/** The toolbar: which mode is in use, what can be undone, what the chosen vertices allow. */

import { followReversal, followTrim } from "./anchors.js";
import { before, behind, cutPiece, reversed } from "./gestures.js";
import { neighbours } from "./surface.js";
import { word } from "./words.js";

const button = (name) => document.querySelector(`[data-tool="${name}"]`);

export function watchTools(editor) {
  const { drawing, editing, setMode, others, ways, map } = editor;

  const tools = {
    undo: () => drawing.undo(),
    redo: () => drawing.redo(),
    edit: () => setMode("edit"),
    draw: () => setMode("draw"),
    draw_start: () => setMode("draw", { atStart: true }),
    stretch: () => setMode("stretch"),
    reverse: () => drawing.change(word("gesture_reverse"), {
      pieces: reversed(drawing.line), turns: true, follow: followReversal,
    }),
    remove: () => editing.remove(),
    insert: () => editing.insertBehind(),
    keep_before: () => trim(0, chosen_m()),
    keep_behind: () => trim(chosen_m(), drawing.line.length_m),
    cut: () => drawing.change(word("gesture_cut"), { pieces: cutPiece(drawing.line, editing.chosen[0]) }),
    magnet: () => {
      others.isOn = !others.isOn;
      others.look(map);
      refresh();
    },
    ways: () => {
      if (!editor.page.has_network) return editor.tell(word("no_ways"), "refused");
      ways.isOn = !ways.isOn;
      return refresh();
    },
  };

  const what = document.querySelector("#chosen-what");
  const chosen_m = (range = editing.chosen) => drawing.line.at_m[range[0]];
  function trim(from_m, to_m) {
    const { line } = drawing;
    const pieces = from_m ? behind(line, from_m) : before(line, to_m);
    if (pieces.length) drawing.change(word("gesture_trim"), { pieces, follow: followTrim(from_m, to_m) });
    editing.choose(null);
  }

  for (const [name, use] of Object.entries(tools)) button(name)?.addEventListener("click", () => use());

  function refresh() {
    const { line, undoable, redoable } = drawing;
    for (const [name, gesture] of [["undo", undoable], ["redo", redoable]]) {
      button(name).disabled = !gesture;
      button(name).title = gesture ? word(name, { gesture }) : "";
    }
    for (const name of ["reverse", "stretch", "draw_start"]) button(name).disabled = line.count < 2;
    button("magnet").setAttribute("aria-pressed", others.isOn);
    button("ways").setAttribute("aria-pressed", ways.isOn);
    onChosen(editing.chosen);
  }

  function onChosen(range) {
    document.querySelector("#chosen-tools").hidden = !range;
    if (!range) return;
    const { line } = drawing;
    const isOne = range[0] === range[1];
    const [one, other] = isOne ? neighbours(line, range[0]) : [null, null];
    const [before_m, behind_m] = isOne ? [chosen_m(range), line.length_m - chosen_m(range)] : [0, 0];
    const allowed = {
      insert: other !== null,
      cut: one !== null && other !== null,
      keep_before: before_m > 0,
      keep_behind: behind_m > 0,
      split: before_m > 0 && behind_m > 0,
    };
    for (const [name, isAllowed] of Object.entries(allowed)) button(name).disabled = !isAllowed;
    const said = isOne
      ? word("chosen_one", { number: range[0] + 1, count: line.count })
      : word("chosen_many", { count: range[1] - range[0] + 1 });
    if (what.textContent !== said) what.textContent = said;
    editor.tellPlace?.();
  }

  function onMode(name) {
    for (const mode of ["edit", "draw", "stretch"]) button(mode).setAttribute("aria-pressed", mode === name);
    document.querySelector(".editor").dataset.mode = name;
  }

  watchMore(document.querySelector(".tool-more"));
  onMode("edit");
  return { refresh, onChosen, onMode };
}

/** More tools close once one is taken, by Escape, and when the focus or a click goes elsewhere. */
function watchMore(more) {
  const close = () => {
    more.open = false;
  };
  more.querySelector("div").addEventListener("click", close);
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close();
    more.querySelector("summary").focus();
  });
  more.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !more.contains(relatedTarget)) close();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!more.contains(target)) close();
  });
}
