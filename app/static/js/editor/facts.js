/** The few facts beside the line: what differs from what is stored, by part. Pure. */

/** Each field's part of the route. */
export const PARTS = { title: "texts", departure: "texts", arrival: "texts", number: "facts", practices: "facts" };

/** Practices in their order, the first giving the colour: those that stay, then new ones. */
export const practicesAfter = (before, ticked) => [
  ...before.filter((one) => ticked.includes(one)),
  ...ticked.filter((one) => !before.includes(one)),
];

/** The names of the fields that were typed over. */
export const typedOver = (stored, typed) =>
  Object.keys(PARTS).filter((name) => String(stored[name]) !== String(typed[name]));

/** What is typed of a part. */
export const ofPart = (part, typed) =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => PARTS[name] === part));
