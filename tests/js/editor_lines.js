/** Lines to edit in tests. */

import { laidOut } from "../../app/static/js/editor/measure.js";

export const STRAIGHT = [[[0.1, 44, 100], [0.11, 44, 110], [0.12, 44, 120], [0.13, 44, 130]]];
export const TWO_PIECES = [[[0.1, 44, 100], [0.11, 44, 110]], [[0.12, 44, 120], [0.13, 44, 130]]];
export const onLine = (pieces) => laidOut(pieces);
