/** The editors' JSON: asked with the page's own secret, refused in the reader's words. */

import { language, word } from "./words.js";

const SIGNED_OUT = 401;
const secret = document.querySelector('meta[name="page-secret"]').content;

/** A refusal: its sentence, its status, and what else the server said. */
export class Refused extends Error {
  constructor(sentence, status, said = {}) {
    super(sentence);
    Object.assign(this, { status, said });
  }
}

/** An answer that came whole; a refusal may be without words. */
async function answered(address, request) {
  try {
    const answer = await fetch(address, request);
    const said = await answer.json().catch((error) => {
      if (answer.ok) throw error;
      return {};
    });
    return { answer, said };
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(word("no_network"), 0);
  }
}

/** Asks; gives the answer's JSON and the version it has. Raises Refused. */
export async function ask(address, { method = "GET", body, version, raw, signal } = {}) {
  const headers = { Authorization: `Bearer ${secret}`, "Accept-Language": language };
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  if (body) headers["Content-Type"] = "application/json";
  if (raw) headers["Content-Type"] = "application/octet-stream";
  const { answer, said } = await answered(address, { method, headers, body: raw ?? (body && JSON.stringify(body)), signal });
  if (answer.status === SIGNED_OUT) throw new Refused(word("signed_out"), SIGNED_OUT);
  if (!answer.ok) throw new Refused(said.detail || word("refused"), answer.status, said);
  return { said, version: Number(/\d+/.exec(answer.headers.get("ETag") ?? "")?.[0] ?? 0) };
}

/** Posts a question that stores nothing; gives the answer's JSON. */
export const post = async (address, body, signal) => (await ask(address, { method: "POST", body, signal })).said;

/** Pieces as the server takes them: all with heights, or none. */
export const lineOf = (drawing) => ({
  type: "MultiLineString",
  coordinates: drawing.hasHeights
    ? drawing.pieces
    : drawing.pieces.map((piece) => piece.map((position) => position.slice(0, 2))),
});
