/** What the line suggests as instructions, taken after asking whether those that are there may go. */

import { ask } from "./server.js";
import { newStep } from "./steps.js";
import { word } from "./words.js";

export function watchProposing({ page, drawing, tell, onRefused }) {
  const button = document.querySelector("#propose-steps");
  const question = document.querySelector("#steps-question");
  const [said, yes, no] = ["said", "yes", "no"].map((name) => question.querySelector(`[data-${name}]`));
  const name = button.textContent;
  let waitsForSave = false;

  const close = () => {
    question.hidden = true;
    waitsForSave = false;
  };

  /** Asks in place; the answer that changes nothing has the focus. */
  function askFirst(sentence, { consent, refusal }, use) {
    said.textContent = sentence;
    [yes.textContent, no.textContent] = [consent, refusal];
    yes.onclick = use;
    question.hidden = false;
    no.focus();
  }

  async function take() {
    close();
    button.disabled = true;
    button.textContent = word("steps_looking");
    const { pieces } = drawing;
    try {
      const { said: answer } = await ask(`/api/routes/${page.route_id}/steps/proposed`);
      if (drawing.pieces !== pieces) return;
      const steps = answer.steps.map(({ at_m, texts, to_check }) => newStep(at_m, texts, to_check));
      if (steps.length) drawing.change(word("gesture_steps_propose"), { steps });
      tell(steps.length ? word("steps_proposed", { count: steps.length }) : word("steps_none_proposed"));
    } catch (refusal) {
      onRefused(refusal);
    } finally {
      button.textContent = name;
      refresh();
      if (document.activeElement === document.body) button.focus();
    }
  }

  function propose() {
    if (drawing.unsaved.line) {
      askFirst(word("steps_save_first"), { consent: word("save_then_propose"), refusal: word("not_now") }, () => {
        waitsForSave = true;
        document.querySelector("#save").click();
      });
    } else if (drawing.steps.length) {
      const count = drawing.steps.length;
      askFirst(word("steps_replace", { count }), { consent: word("replace_them"), refusal: word("keep_them") }, take);
    } else take();
  }

  function refresh() {
    button.disabled = drawing.line.count < 2;
  }

  button.addEventListener("click", propose);
  no.addEventListener("click", () => {
    close();
    button.focus();
  });
  drawing.addEventListener("change", () => {
    refresh();
    if (waitsForSave && drawing.unsaved.line) return;
    const goesOn = waitsForSave;
    close();
    if (goesOn) propose();
  });
  refresh();
}
