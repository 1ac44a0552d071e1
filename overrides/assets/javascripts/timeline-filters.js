// The filters of a list: hides what is not chosen, says how many are left and what each option would leave.

import { chosenIn, countOptions, element, fits, keepInAddress, statements } from "./timeline-choices.js";

/** @typedef {import("./timeline-choices.js").Values} Values */
/** @typedef {{ element: HTMLElement, isStatement: boolean, values: Values }} Entry */

/**
 * @param {HTMLFormElement} form @param {HTMLElement} list
 * @param {(left: ReadonlySet<string> | null, question: string | null) => void} tell is told the ids of the entries that are left, null for all,
 *   and the question that is chosen
 */
export function filterList(form, list, tell) {
  const selects = [...form.querySelectorAll("select")];
  const count = form.querySelector("[data-count]");
  const days = [...list.querySelectorAll("[data-day]")].map((day) => ({ day, link: linkTo(day), entries: entriesOf(day, selects) }));
  const said = days.flatMap(({ entries }) => entries.filter((entry) => entry.isStatement).map((entry) => entry.values));
  const where = form.dataset.whole === undefined ? "" : " on this page";
  const none = form.appendChild(noneLeft(where));
  const elsewhere = form.dataset.whole === undefined ? null : form.appendChild(element("div", { class: "filter-whole", role: "status" }));

  const show = () => {
    const chosen = chosenIn(selects);
    /** @type {Set<string>} */
    const left = new Set();
    let number = 0;
    for (const { day, link, entries } of days) {
      let shown = 0;
      for (const entry of entries) {
        const isLeft = fits(entry.values, chosen);
        entry.element.hidden = !isLeft;
        if (!isLeft) continue;
        shown += 1;
        number += entry.isStatement ? 1 : 0;
        left.add(entry.element.id);
      }
      for (const one of [day, link]) one?.toggleAttribute("hidden", shown === 0);
    }
    countOptions(selects, said, chosen);
    none.hidden = left.size > 0;
    if (count) count.textContent = told(number, said.length, chosen.size > 0, where);
    tell(chosen.size > 0 ? left : null, chosen.get("question") ?? chosen.get("stance")?.split(":")[0] ?? null);
    if (elsewhere) void import("./timeline-whole.js").then(({ tellElsewhere }) => tellElsewhere(elsewhere, form.dataset.whole ?? "", chosen));
  };

  form.hidden = false;
  keepInAddress(form, selects, show);
  // A link to an entry that the filters hide shows it again.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !list.contains(target) || !target.closest("[hidden]")) return;
    form.reset();
    setTimeout(() => target.scrollIntoView(), 50);
  });
}

/** What leads to a day from the table of contents: gone while the day is. @param {Element} day @returns {Element | null} */
function linkTo(day) {
  const heading = day.querySelector("h2[id]");
  return heading && document.querySelector(`.or-toc li:has(> a[href="#${CSS.escape(heading.id)}"])`);
}

/** @param {Element} day @param {readonly HTMLSelectElement[]} selects @returns {Entry[]} */
function entriesOf(day, selects) {
  return [...day.querySelectorAll("[data-entry]")].map((found) => {
    const entry = /** @type {HTMLElement} */ (found);
    const values = new Map(selects.map(({ name }) => [name, new Set((entry.dataset[name] ?? "").split(" ").filter(Boolean))]));
    return { element: entry, isStatement: entry.dataset.entry === "statement", values };
  });
}

/** What stands where nothing is left, with the way back. @param {string} where @returns {HTMLElement} */
function noneLeft(where) {
  const all = element("button", { type: "reset" }, "Show all again");
  const made = element("div", { class: "filter-none" }, element("p", {}, `Nothing${where} fits all that is chosen.`), all);
  made.hidden = true;
  return made;
}

/** @param {number} left @param {number} total @param {boolean} isFiltered @param {string} where @returns {string} */
function told(left, total, isFiltered, where) {
  if (!isFiltered) return `${statements(total)}${where}.`;
  return left === 0 ? `None of ${statements(total)}${where} fits.` : `${left} of ${statements(total)}${where}.`;
}
