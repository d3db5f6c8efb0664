/** How many signs each text holds, as it is typed. */

/** 1 234 signes, as `language` writes numbers. */
export const words = (length, language, { one, many }) =>
  `${new Intl.NumberFormat(language).format(length)} ${length < 2 ? one : many}`;

function watch(output) {
  const field = document.getElementById(output.htmlFor.value);
  const show = () => {
    output.value = words(field.value.length, document.documentElement.lang, output.dataset);
    output.classList.toggle("is-over", field.value.length >= Number(output.dataset.longest));
  };
  field.addEventListener("input", show);
}

if (globalThis.document) for (const output of document.querySelectorAll(".count")) watch(output);
