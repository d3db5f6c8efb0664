/** What is shown once can be copied in one gesture; without a clipboard it is at least selected. */

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.other;
    } catch {
      field.focus();
    }
  });
}
