// The drawing: its marks are one stop of the Tab key, arrow keys go from mark to mark; the words of the mark that is pointed at,
// focused or tapped appear as the list below has them; what a filter leaves out is dimmed.

import { element } from "./timeline-choices.js";
import { startWords } from "./timeline-words.js";

/** @typedef {{ choose: (left: ReadonlySet<string> | null, question: string | null) => void }} Drawing */

const SVG = "http://www.w3.org/2000/svg";

/** @param {HTMLElement} figure @returns {Drawing} */
export function startDrawing(figure) {
  const words = startWords(figure);
  const marks = /** @type {SVGAElement[]} */ ([...figure.querySelectorAll("[data-mark]")]);
  const drawn = new Set(marks.map(idOf));
  /** @type {SVGAElement | null} */
  let current = null;

  const usable = () => marks.filter((mark) => !mark.hasAttribute("data-out") && mark.getClientRects().length > 0);

  /** Only one mark can be reached by Tab: the one that was last in use, else the first. @param {SVGAElement} [wanted] */
  const settle = (wanted) => {
    const all = usable();
    const next = wanted ?? (current && all.includes(current) ? current : all[0] ?? null);
    if (current && current !== next) current.setAttribute("tabindex", "-1");
    next?.setAttribute("tabindex", "0");
    current = next;
  };

  figure.addEventListener("focusin", ({ target }) => {
    const mark = target instanceof Element ? target.closest("[data-mark]") : null;
    if (mark instanceof SVGAElement) settle(mark);
  });
  figure.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const from = event.target instanceof Element ? event.target.closest("[data-mark]") : null;
    if (!(from instanceof SVGAElement)) return;
    const to = neighbour(usable(), from, event.key);
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
  chooseLanes(figure, settle);
  settle();
  if (marks.length > 1) sayKeys(figure);

  return {
    choose(left, question) {
      figure.toggleAttribute("data-filtered", left !== null); // the numbers of the lanes count all: the style sheet hides them
      for (const mark of marks) {
        const more = mark.querySelector(".lane-more");
        if (more) recount(mark, more, left !== null);
        mark.toggleAttribute("data-out", left !== null && !(more ? hasMore(mark, left, drawn) : left.has(idOf(mark))));
        reshape(mark, question);
      }
      for (const lane of figure.querySelectorAll(".lane-list > .lane")) {
        lane.toggleAttribute("data-empty", left !== null && lane.querySelector('[data-mark]:not([data-mark=""]):not([data-out])') === null);
      }
      words.hide();
      settle();
    },
  };
}

/** What a mark leads to. @param {SVGAElement} mark @returns {string} */
function idOf(mark) {
  return decodeURIComponent((mark.getAttribute("href") ?? "").slice(1));
}

/** True where the day that "+6" leads to has more that is left than the drawing shows. @param {SVGAElement} mark @param {ReadonlySet<string>} left @param {ReadonlySet<string>} drawn */
function hasMore(mark, left, drawn) {
  const entries = document.getElementById(idOf(mark))?.closest("[data-day]")?.querySelectorAll("[data-entry]") ?? [];
  return [...entries].some((entry) => left.has(entry.id) && !drawn.has(entry.id));
}

/** "+6" counts all: with a filter it is a bare "+". @param {SVGAElement} mark @param {Element} text @param {boolean} isFiltered */
function recount(mark, text, isFiltered) {
  const all = (mark.dataset.all ??= mark.getAttribute("aria-label") ?? "");
  mark.setAttribute("aria-label", isFiltered ? "More in the list" : all);
  text.textContent = isFiltered ? "+" : `+${all.split(" ")[0]}`;
}

/** A mark of several answers takes the shape of its answer to the question that is chosen. @param {SVGAElement} mark @param {string | null} question */
function reshape(mark, question) {
  const answers = mark.getAttribute("data-answers")?.split(" ").map((one) => one.split(":"));
  const use = mark.querySelector(".mark");
  const [, css, form] = answers?.find(([id]) => id === question) ?? answers?.[0] ?? [];
  if (!use || !css || !form) return;
  use.setAttribute("class", `mark ${css} mark-${form}`);
  use.setAttribute("href", `#mark-${css}`);
}

/** @param {SVGAElement[]} marks @param {SVGAElement} from @param {string} key @returns {SVGAElement | null} */
function neighbour(marks, from, key) {
  const lanes = [...new Set(marks.map((mark) => mark.closest(".lane")))];
  const lane = from.closest(".lane");
  const inLane = marks.filter((mark) => mark.closest(".lane") === lane).sort(byPlace);
  const at = inLane.indexOf(from);
  if (key === "ArrowRight") return inLane[at + 1] ?? null;
  if (key === "ArrowLeft") return inLane[at - 1] ?? null;
  if (key === "Home") return inLane[0] ?? null;
  if (key === "End") return inLane.at(-1) ?? null;
  if (key !== "ArrowDown" && key !== "ArrowUp") return null;
  const other = lanes[lanes.indexOf(lane) + (key === "ArrowDown" ? 1 : -1)];
  if (!other) return null;
  const [x] = placeOf(from);
  return marks.filter((mark) => mark.closest(".lane") === other).sort((a, b) => Math.abs(placeOf(a)[0] - x) - Math.abs(placeOf(b)[0] - x))[0] ?? null;
}

/** @param {SVGAElement} mark @returns {[x: number, y: number]} the middle of its shape */
function placeOf(mark) {
  const box = (mark.querySelector(".mark") ?? mark).getBoundingClientRect();
  return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
}

/** By time, and what stands at one place from above. @param {SVGAElement} a @param {SVGAElement} b @returns {number} */
function byPlace(a, b) {
  const [ax, ay] = placeOf(a);
  const [bx, by] = placeOf(b);
  return ax - bx || ay - by;
}

/** The choice of lanes stands in the address too. @param {HTMLElement} figure @param {() => void} settle */
function chooseLanes(figure, settle) {
  const kinds = /** @type {HTMLInputElement[]} */ ([...figure.querySelectorAll("input[name=lanes]")]);
  const [first] = kinds;
  if (!first) return;
  const read = () => {
    const wanted = new URLSearchParams(location.search).get("lanes");
    (kinds.find((kind) => kind.value === wanted) ?? first).checked = true;
    settle();
  };
  figure.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== "lanes") return;
    const address = new URL(location.href);
    if (target === first) address.searchParams.delete("lanes");
    else address.searchParams.set("lanes", target.value);
    history.replaceState(history.state, "", address);
    settle();
  });
  addEventListener("popstate", read);
  addEventListener("pageshow", read);
  read();
}

/** Tells whoever comes by keyboard how to go on. @param {HTMLElement} figure */
function sayKeys(figure) {
  figure.querySelector("figcaption")?.append(element("p", { class: "or-unseen" },
    "The drawing is one stop of the Tab key. Arrow keys go from mark to mark, Enter leads to the entry in the list."));
  for (const svg of figure.querySelectorAll("svg:has([data-mark])")) if (svg.namespaceURI === SVG) svg.setAttribute("focusable", "false");
}
