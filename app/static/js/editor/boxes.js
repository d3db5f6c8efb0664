/** A box that lies over the map: Escape closes it, and the focus goes back to where it was. */

/** `open(first)` shows the box with the focus on what is first in it; `onClose()` runs at each closing. */
export function watchBox(box, onClose = () => {}) {
  const canvas = () => document.querySelector("#map canvas");
  let before = null;

  function close() {
    if (box.hidden) return;
    const hadFocus = box.contains(document.activeElement);
    box.hidden = true;
    onClose();
    if (!hadFocus) return;
    before?.focus();
    if (document.activeElement !== before) canvas().focus();
  }

  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return {
    open(first) {
      if (box.hidden) before = document.activeElement;
      box.hidden = false;
      first.focus();
    },
    close,
  };
}
