// Filters of the timeline. The page is complete without them: this only shows the form, hides what is
// not chosen, says how many are left, and keeps the choice in the address.

/** @typedef {{ element: HTMLElement, isStatement: boolean, values: Map<string, Set<string>> }} Entry */

const form = document.querySelector("[data-timeline-filters]");
const timeline = document.querySelector("[data-timeline]");
if (form instanceof HTMLFormElement && timeline instanceof HTMLElement) start(form, timeline);

/** @param {HTMLFormElement} form @param {HTMLElement} timeline */
function start(form, timeline) {
  const selects = [...form.querySelectorAll("select")];
  const count = form.querySelector("[data-count]");
  const days = [...timeline.querySelectorAll("[data-day]")].map((day) => ({ day, entries: entriesOf(day, selects) }));
  const total = days.reduce((sum, { entries }) => sum + entries.filter((entry) => entry.isStatement).length, 0);

  const show = () => {
    const chosen = selects.filter((select) => select.value !== "");
    let left = 0;
    for (const { day, entries } of days) {
      let shown = 0;
      for (const entry of entries) {
        const fits = chosen.every((select) => entry.values.get(select.name)?.has(select.value));
        entry.element.hidden = !fits;
        shown += fits ? 1 : 0;
        left += fits && entry.isStatement ? 1 : 0;
      }
      /** @type {HTMLElement} */ (day).hidden = shown === 0;
    }
    if (count) count.textContent = told(left, total, chosen.length > 0);
  };

  const readAddress = () => {
    const wanted = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = wanted.get(select.name) ?? "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    show();
  };

  const writeAddress = () => {
    const wanted = new URLSearchParams(location.search);
    for (const select of selects) wanted.delete(select.name); // so that one choice has one address, in whatever order it was made
    for (const select of selects) if (select.value) wanted.set(select.name, select.value);
    const query = wanted.toString();
    history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash);
    show();
  };

  form.hidden = false;
  form.addEventListener("change", writeAddress);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(writeAddress)); // the form empties itself after this event
  // The browser fills a form again when a reader comes back; the address alone decides.
  addEventListener("popstate", readAddress);
  addEventListener("pageshow", readAddress);
  readAddress();
}

/** @param {Element} day @param {HTMLSelectElement[]} selects @returns {Entry[]} */
function entriesOf(day, selects) {
  return [...day.querySelectorAll("[data-entry]")].map((found) => {
    const element = /** @type {HTMLElement} */ (found);
    const values = new Map(selects.map(({ name }) => [name, new Set((element.dataset[name] ?? "").split(" ").filter(Boolean))]));
    return { element, isStatement: element.dataset.entry === "statement", values };
  });
}

/** @param {number} left @param {number} total @param {boolean} isFiltered @returns {string} */
function told(left, total, isFiltered) {
  const noun = (/** @type {number} */ number) => `${number} ${number === 1 ? "statement" : "statements"}`;
  if (!isFiltered) return `${noun(total)}.`;
  return left === 0 ? `None of ${noun(total)} fits. Choose less, or show all.` : `${left} of ${noun(total)}.`;
}
