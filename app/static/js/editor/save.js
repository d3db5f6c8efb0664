/** Saving: what was drawn is stored whole, over the version that it began from, or not at all. */

import { ask, lineOf } from "./server.js";

/** A stored step as the editor holds it: `key` is its own for as long as the page is open. */
const stepOf = ({ id, at_m, texts, to_check }) => ({ key: `stored-${id}`, id, at_m, texts, to_check });
const sentSteps = (drawing) =>
  drawing.steps.map((step) => ({ id: drawing.idOf(step), at_m: step.at_m, texts: step.texts, to_check: step.to_check }));

const NO_LINE = { said: { coordinates: [] }, version: 0 };

/** The line, where there is one, and the steps that are stored, with their versions. */
export async function stored(routeId, hasLine = true) {
  const [line, steps] = await Promise.all([
    hasLine ? ask(`/api/routes/${routeId}/line`) : NO_LINE,
    ask(`/api/routes/${routeId}/steps`),
  ]);
  return {
    pieces: line.said.coordinates,
    steps: steps.said.steps.map(stepOf),
    versions: { line: line.version, steps: steps.version },
  };
}

/** Stores what is unsaved, at once; gives the steps as they are stored, and moves `versions` on. */
export async function save(routeId, drawing, versions) {
  const steps = drawing.unsaved.steps ? { seen: versions.steps, steps: sentSteps(drawing) } : null;
  const { said } = await ask(`/api/routes/${routeId}/drawing`, {
    method: "PUT",
    version: versions.line,
    body: { line: lineOf(drawing), is_reversed: drawing.isReversed, steps },
  });
  Object.assign(versions, { line: said.line_version, steps: said.steps_version });
  return said.steps.map(stepOf);
}
