/** Mixing colours, so that a faded line stays opaque where it crosses itself. Pure. */

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** `part` of one #rrggbb colour in another. */
export function mix(colour, ground, part) {
  const under = channels(ground);
  const mixed = channels(colour).map((value, index) => Math.round(value * part + under[index] * (1 - part)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
