/** Route numbers on the map stand on signpost blades, one picture per practice. */

import { PRACTICES } from "./style.js";

const WIDTH = 44;
const HEIGHT = 32;
const POINT = 14;

function blade(colour, edge) {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  const pen = canvas.getContext("2d");
  pen.beginPath();
  pen.moveTo(2, 2);
  pen.lineTo(WIDTH - POINT, 2);
  pen.lineTo(WIDTH - 3, HEIGHT / 2);
  pen.lineTo(WIDTH - POINT, HEIGHT - 2);
  pen.lineTo(2, HEIGHT - 2);
  pen.closePath();
  pen.fillStyle = colour;
  pen.fill();
  pen.lineWidth = 3;
  pen.strokeStyle = edge;
  pen.stroke();
  return pen.getImageData(0, 0, WIDTH, HEIGHT);
}

/** Gives the map the pictures `blade-<practice>` that its style names. */
export function addBlades(map, tokens) {
  for (const practice of PRACTICES) {
    const name = `blade-${practice}`;
    if (map.hasImage(name)) map.removeImage(name);
    map.addImage(name, blade(tokens[practice], tokens.casing), {
      pixelRatio: 2,
      stretchX: [[8, WIDTH - POINT - 4]],
      stretchY: [[HEIGHT / 2 - 1, HEIGHT / 2 + 1]],
      content: [10, 5, WIDTH - POINT, HEIGHT - 5],
    });
  }
}
