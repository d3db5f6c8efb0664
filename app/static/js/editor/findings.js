/** What was found on the line: shown on the map and in the panel, mended one by one or together. */

import { metres } from "../numbers.js";
import { fillHeights } from "./heights.js";
import { joinPieces } from "./gestures.js";
import { lineOf, post } from "./server.js";
import { pointFeature } from "./surface.js";
import { language, word } from "./words.js";

const GAP = "line.gap";
const CLOSE_ZOOM = 16;
const UP = "↗\u00a0";
const DOWN = "↘\u00a0";

export function watchFindings(editor, profile) {
  const { drawing, surface, map, ways, tell, onRefused } = editor;
  const list = document.querySelector("#findings");
  const count = document.querySelector("#findings-count");
  const all = document.querySelector("#repair-all");
  const climb = document.querySelector("#editor-climb");
  let seen = { pieces: null, findings: [] };
  let isBusy = false;

  const isFresh = () => seen.pieces === drawing.pieces;

  /** The line with some findings mended, as one gesture. */
  async function repair(name, findings) {
    const { pieces } = drawing;
    const repairs = findings.map(({ key, at_m }) => ({ key, at_m }));
    const answer = await post("/api/drawing/repair", { line: lineOf(drawing), repairs });
    if (drawing.pieces === pieces) drawing.change(name, { pieces: answer.line.coordinates });
  }

  /** One remedy at a time, of findings on these vertices: until others were looked at, none. */
  async function remedy(use) {
    if (isBusy || !isFresh()) return;
    isBusy = true;
    await Promise.resolve().then(use).catch(onRefused);
    isBusy = false;
  }

  /** The piece before a gap: the one that ends at its distance. */
  function gapBehind({ at_m }) {
    const { line } = drawing;
    const ends = line.starts.slice(1, -1).map((start) => Math.abs(line.at_m[start - 1] - at_m));
    return ends.indexOf(Math.min(...ends));
  }

  async function joinAlong(finding) {
    const { line, pieces } = drawing;
    const piece = gapBehind(finding);
    const [from, to] = [line.pieces[piece].at(-1), line.pieces[piece + 1][0]].map((one) => one.slice(0, 2));
    if (!editor.page.has_network) return tell(word("no_ways_join"), "refused");
    const { coordinates } = await post("/api/drawing/ways", { points: [from, to], practice: ways.practice });
    if (drawing.pieces === pieces) drawing.change(word("gesture_join_ways"), { pieces: joinPieces(line, piece, coordinates) });
    return undefined;
  }

  const joinStraight = (finding) =>
    drawing.change(word("gesture_join"), { pieces: joinPieces(drawing.line, gapBehind(finding)) });

  const zoomTo = ({ lon, lat }) => {
    map.jumpTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), CLOSE_ZOOM) });
    map.getCanvas().focus();
  };

  async function fill() {
    const filled = await fillHeights(drawing, word("gesture_heights"));
    if (filled === false) tell(word("heights_unknown"), "refused");
  }

  const action = (words, use, kind) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: kind, textContent: words });
    made.addEventListener("click", use);
    return made;
  };
  const mending = (words, use) => action(words, () => remedy(use), "quiet-button");

  function remedies(finding) {
    if (finding.key === GAP) {
      return [
        mending(word("join_ways"), () => joinAlong(finding)),
        mending(word("join_straight"), () => joinStraight(finding)),
      ];
    }
    if (finding.key === "heights.missing") return [mending(word("fill_heights"), fill)];
    if (!finding.repair) return [];
    return [mending(finding.repair_name, () => repair(finding.repair_name.toLowerCase(), [finding]))];
  }

  function entry(finding) {
    const item = document.createElement("li");
    item.dataset.key = finding.key;
    item.dataset.severity = finding.severity;
    const words = Object.assign(document.createElement("p"), { textContent: finding.detail });
    const actions = Object.assign(document.createElement("p"), { className: "actions" });
    if (finding.lon !== null) actions.append(action(word("zoom"), () => zoomTo(finding), "plain-button"));
    actions.append(...remedies(finding));
    item.append(words, actions);
    return item;
  }

  /** The list is made anew: who was in it goes on at the finding that is there now. */
  function replaceList(findings) {
    const { activeElement } = document;
    const at = [...list.children].findIndex((item) => item.contains(activeElement));
    list.replaceChildren(...findings.map(entry));
    const mendable = findings.filter(({ repair: name }) => name).length;
    all.hidden = mendable < 2;
    all.textContent = word("repair_all", { count: mendable });
    if (at < 0 && !(all.hidden && activeElement === all)) return;
    const item = list.children[Math.min(at, list.children.length - 1)];
    (item?.querySelector("button") ?? count).focus();
  }

  all.addEventListener("click", () =>
    remedy(() => repair(word("gesture_repair_all"), seen.findings.filter((one) => one.repair))));
  drawing.addEventListener("change", () => list.classList.toggle("is-behind", !isFresh()));

  /** Takes what the server said of the line as it is; null where there is none. */
  return function onLook(look) {
    seen = { pieces: drawing.pieces, findings: look?.findings ?? [] };
    const { findings } = seen;
    replaceList(findings);
    list.classList.remove("is-behind");
    const number = findings.length + (look?.more_findings ?? 0);
    const said = number ? word("findings_count", { count: number }) : word(look ? "findings_none" : "findings_no_line");
    if (count.textContent !== said) count.textContent = said;
    climb.textContent = look?.ascent_m === null || !look
      ? ""
      : `${UP}${metres(look.ascent_m, language)} ${DOWN}${metres(look.descent_m, language)}`;
    const placed = findings.filter(({ lon }) => lon !== null);
    surface.show("findings", placed.map(({ lon, lat, severity }) => pointFeature([lon, lat], { severity })));
    profile.showFindings(findings);
  };
}
