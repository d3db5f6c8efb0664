/** Rows of the page that stand for a place or a stretch of the line: pointing at one shows it there. */

/** Watches every [data-at] (metres) and [data-from][data-to] under `sheet`. */
export function watchRows(sheet, length_m, { show, hide, light }) {
  const rows = sheet.querySelectorAll("[data-at], [data-from]");
  for (const row of rows) {
    const { at, from, to } = row.dataset;
    row.addEventListener("pointerenter", () => {
      show((at ?? from) / length_m);
      if (to) light(from / length_m, to / length_m);
    });
    row.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide());
  }
}

/** Marks the row of the stage that holds a distance along, none for null. */
export function markStage(sheet, at_m) {
  for (const row of sheet.querySelectorAll("[data-from]")) {
    row.classList.toggle("is-shown", at_m !== null && at_m >= row.dataset.from && at_m <= row.dataset.to);
  }
}
