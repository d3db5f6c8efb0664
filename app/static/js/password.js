/** Passwords that their owner may look at: each button shows what its field holds. */

for (const button of document.querySelectorAll("[data-shows]")) {
  const field = document.getElementById(button.dataset.shows);
  button.hidden = false;
  button.addEventListener("click", () => {
    const isShown = field.type === "text";
    field.type = isShown ? "password" : "text";
    [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
    field.focus();
  });
}
