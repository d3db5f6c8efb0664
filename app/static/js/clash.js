/** On the page of a clash: who writes a third version has chosen it. */

for (const words of document.querySelectorAll('textarea[name$=".own"]')) {
  words.addEventListener("input", () => {
    words.closest(".version").querySelector("input[type=radio]").checked = true;
  });
}
