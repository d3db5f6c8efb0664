/** The instructions along a line: each change gives another list in order along it. Pure. */

import { nearest } from "./measure.js";

const BESIDE_M = 1000;
/** How far along one looks first for where a line lies under the pointer: it may pass there twice. */

let made = 0;
/** A new instruction at a distance along; its key is its own for as long as the page is open. */
export const newStep = (at_m, texts = {}, to_check = false) => ({ key: `new-${(made += 1)}`, at_m, texts, to_check });

const inOrder = (steps) => [...steps].sort((one, other) => one.at_m - other.at_m);
const changed = (steps, key, more) => steps.map((step) => (step.key === key ? { ...step, ...more(step) } : step));

export const withStep = (steps, step) => inOrder([...steps, step]);
export const withoutStep = (steps, key) => steps.filter((step) => step.key !== key);
export const movedStep = (steps, key, at_m) => inOrder(changed(steps, key, () => ({ at_m })));
export const checkedStep = (steps, key) => changed(steps, key, () => ({ to_check: false }));

/** The same, one of them worded in a language; without words it has none in it. */
export const wordedStep = (steps, key, language, words) =>
  changed(steps, key, ({ texts }) => {
    const { [language]: _before, ...others } = texts;
    return { texts: words ? { ...others, [language]: words } : others };
  });

export const numberOf = (steps, key) => steps.findIndex((step) => step.key === key) + 1;
export const isUnwritten = ({ texts }) => !texts.fr?.trim();
export const countToCheck = (steps) => steps.filter(({ to_check }) => to_check).length;

/** Metres half-way to the next instruction, or to the end; from the start where there is none. */
export function halfwayBehind(steps, key, length_m) {
  const number = numberOf(steps, key);
  const from_m = number ? steps[number - 1].at_m : 0;
  return (from_m + (steps[number]?.at_m ?? length_m)) / 2;
}

/**
 * Where a line lies under a place, within `reach` or at all; where it passes there more than
 * once, near a distance along. Null where it does not.
 */
export function footOf(line, place, near_m, reach = Infinity) {
  const anywhere = nearest(line, place.x, place.y);
  if (!anywhere || anywhere.away > reach) return null;
  const beside = nearest(line, place.x, place.y, Math.max(near_m - BESIDE_M, 0), near_m + BESIDE_M);
  return beside && beside.away <= anywhere.away + place.reach / 2 ? beside : anywhere;
}
