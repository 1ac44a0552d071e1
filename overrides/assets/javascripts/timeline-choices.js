// What the filters of the timeline have in common: what is chosen, what fits, how many each option would leave, and the address.

/** The values of a statement or event by the name of the filter that selects by them. @typedef {Map<string, Set<string>>} Values */
/** What is chosen, by the name of the filter; nothing where a filter has no choice. @typedef {Map<string, string>} Chosen */

/** @param {readonly HTMLSelectElement[]} selects @returns {Chosen} */
export function chosenIn(selects) {
  return new Map(selects.filter((select) => select.value !== "").map((select) => [select.name, select.value]));
}

/** @param {Values} values @param {Chosen} chosen @param {string} [except] a filter that does not count @returns {boolean} */
export function fits(values, chosen, except) {
  for (const [name, value] of chosen) if (name !== except && !values.get(name)?.has(value)) return false;
  return true;
}

/**
 * How many of `all` each option would leave with what else is chosen; written beside its label. What would leave nothing cannot be chosen.
 * @param {readonly HTMLSelectElement[]} selects @param {readonly Values[]} all @param {Chosen} chosen
 */
export function countOptions(selects, all, chosen) {
  for (const select of selects) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const values of all) {
      if (fits(values, chosen, select.name)) for (const value of values.get(select.name) ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const option of select.options) {
      if (option.value === "") continue;
      const label = (option.dataset.label ??= option.text);
      const number = counts.get(option.value) ?? 0;
      option.text = `${label} (${number.toLocaleString("en")})`;
      option.disabled = number === 0 && !option.selected;
    }
  }
}

/** Chooses what the address says. An address may name what no option has: then nothing is chosen. @param {readonly HTMLSelectElement[]} selects */
export function readAddress(selects) {
  const wanted = new URLSearchParams(location.search);
  for (const select of selects) {
    const value = wanted.get(select.name) ?? "";
    select.value = [...select.options].some((option) => option.value === value) ? value : "";
  }
}

/** The address of a page with this choice. @param {string} path @param {Chosen} chosen @param {readonly string[]} names of all filters @returns {string} */
export function addressOf(path, chosen, names) {
  const wanted = new URLSearchParams(location.search);
  for (const name of names) wanted.delete(name); // so that one choice has one address, in whatever order it was made
  for (const name of names) if (chosen.has(name)) wanted.set(name, chosen.get(name) ?? "");
  const query = wanted.toString();
  return query ? `${path}?${query}` : path;
}

/**
 * Keeps the choice in the address, each as a step of its own that "back" takes away again.
 * @param {HTMLFormElement} form @param {readonly HTMLSelectElement[]} selects @param {() => void} show
 */
export function keepInAddress(form, selects, show) {
  const names = selects.map((select) => select.name);
  const write = () => {
    const next = addressOf(location.pathname, chosenIn(selects), names) + location.hash;
    if (next !== location.pathname + location.search + location.hash) history.pushState(null, "", next);
    show();
  };
  const read = () => {
    readAddress(selects);
    show();
  };
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(write)); // the form empties itself after this event
  // The browser fills a form again when a reader comes back; the address alone decides.
  addEventListener("popstate", read);
  addEventListener("pageshow", read);
  read();
}

/** @param {number} number @returns {string} */
export function statements(number) {
  return `${number.toLocaleString("en")} ${number === 1 ? "statement" : "statements"}`;
}

/**
 * An element with text or other elements in it.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, string>} attributes @param {...(Node | string)} inside @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}
