/** The page's colours, read from its style sheet, and news of a change of scheme. */

import { PRACTICES } from "./style.js";

const NAMES = [
  "ink", "ground", "sun", "paper", "land", "outline", "river", "river-name", "town", "casing", "on-practice",
  ...PRACTICES,
];
const darkness = window.matchMedia("(prefers-color-scheme: dark)");

export function readTokens() {
  const styles = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, styles.getPropertyValue(`--${name}`).trim()]));
}

export const isDark = () => darkness.matches;

export function onSchemeChange(listener) {
  darkness.addEventListener("change", listener);
}
