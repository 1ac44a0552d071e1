// The words of a mark, in a box beside it: the very card that the list has, with all that stands on it, so that a part of a
// quotation is never without its sentence.

import { element } from "./timeline-choices.js";

const PAUSE = 200; // milliseconds to get from a mark to its box
const GAP = 6; // pixels between the two

/** @param {HTMLElement} figure @returns {{ hide: () => void }} */
export function startWords(figure) {
  const box = element("div", { class: "lanes-words", id: "lanes-words", popover: "manual" });
  figure.append(box);
  /** @type {Element | null} */
  let shown = null;
  let leaving = 0;

  const place = () => {
    if (!shown) return;
    const mark = (shown.querySelector(".mark, use, .bar") ?? shown).getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const left = Math.min(Math.max(8, mark.x + mark.width / 2 - width / 2), innerWidth - width - 8);
    const below = mark.bottom + GAP;
    const top = below + height <= innerHeight - 8 || mark.y - GAP - height < 8 ? Math.min(below, innerHeight - height - 8) : mark.y - GAP - height;
    // Never over its own mark: where there is no room above or below, it stands below as far as it goes.
    box.style.left = `${left}px`;
    box.style.top = `${Math.max(top, 8)}px`;
  };

  const hide = () => {
    clearTimeout(leaving);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    box.hidePopover();
    box.replaceChildren();
  };

  /** @param {Element} mark @returns {boolean} */
  const show = (mark) => {
    clearTimeout(leaving);
    if (mark === shown) return true;
    hide();
    const inside = wordsOf(mark);
    if (!inside) return false;
    box.replaceChildren(...inside);
    shown = mark;
    mark.setAttribute("aria-describedby", box.id);
    box.showPopover();
    place();
    return true;
  };

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      if (shown !== document.activeElement && !box.contains(document.activeElement)) hide();
    }, PAUSE);
  };

  /** @param {Event} event @returns {Element | null} */
  const markOf = ({ target }) => (target instanceof Element ? target.closest("[data-mark]") : null);

  figure.addEventListener("pointerover", (event) => {
    const mark = markOf(event);
    if (event.pointerType !== "touch" && mark) show(mark);
    else if (event.target instanceof Node && box.contains(event.target)) clearTimeout(leaving);
    else if (shown) leave();
  });
  figure.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch") leave();
  });
  figure.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark?.matches(":focus-visible")) show(mark);
  });
  // The first tap shows the words, the second follows the link, as does the one in the box.
  figure.addEventListener("click", (event) => {
    const mark = markOf(event);
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
    if (mark && isTouch && mark !== shown && show(mark)) event.preventDefault();
    else if (mark || (event.target instanceof Element && event.target.closest(".lanes-to"))) hide();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (shown && target instanceof Node && target !== shown && !box.contains(target)) hide();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !figure.contains(target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    event.preventDefault();
    if (box.contains(document.activeElement) && shown instanceof SVGElement) shown.focus();
    hide();
  });
  addEventListener("scroll", () => requestAnimationFrame(place), { capture: true, passive: true });
  addEventListener("resize", hide);
  return { hide };
}

/** The card of a statement or what the list says of an event, as it stands there; null where the mark has neither. @param {Element} mark @returns {Node[] | null} */
function wordsOf(mark) {
  const address = mark.getAttribute("href") ?? "";
  const entry = address.startsWith("#") ? document.getElementById(decodeURIComponent(address.slice(1))) : null;
  if (!entry?.matches("[data-entry]")) return null;
  const copies = /** @type {Element[]} */ ([...entry.children].map((child) => child.cloneNode(true)));
  for (const copy of copies) {
    copy.removeAttribute("id");
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  }
  const name = mark.getAttribute("aria-label") ?? "";
  return [...copies, element("p", { class: "lanes-to" }, element("a", { href: address, "aria-label": `In the list: ${name}` }, "In the list"))];
}
