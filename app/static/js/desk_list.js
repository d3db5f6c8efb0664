/** The list of routes: how many are ticked, and all of the page at once. */

const form = document.querySelector(".many");
const boxes = form ? [...form.querySelectorAll('[name="route"]')] : [];
const whole = form?.querySelector("#whole-page");
const chosen = form?.querySelector("#chosen");

function tell() {
  const count = boxes.filter(({ checked }) => checked).length;
  chosen.hidden = !count;
  chosen.value = count === 1 ? chosen.dataset.one : chosen.dataset.many.replace("{count}", count);
  whole.checked = count === boxes.length;
  whole.indeterminate = count > 0 && count < boxes.length;
}

if (whole && boxes.length) {
  whole.closest("[hidden]")?.removeAttribute("hidden");
  whole.addEventListener("change", () => {
    for (const box of boxes) box.checked = whole.checked;
    tell();
  });
  for (const box of boxes) box.addEventListener("change", tell);
  tell();
}
