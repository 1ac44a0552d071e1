// The filters over a timeline of many pages. What they select by stands in a file a year, which is loaded only when somebody filters.

import { addressOf, chosenIn, countOptions, element, fits, keepInAddress, statements } from "./timeline-choices.js";

/** @typedef {import("./timeline-choices.js").Chosen} Chosen */
/** @typedef {import("./timeline-choices.js").Values} Values */
/** @typedef {{ name: string, label: string, choices: [value: string, label: string, group: string][] }} Filter */
/** @typedef {{ path: string, label: string, values: string[][], statements: (number | number[])[][] }} PageFile */
/** @typedef {{ path: string, label: string, said: Values[] }} Page */
/** @typedef {{ filters: Filter[], pages: Page[] }} Whole */

/** @type {Promise<Whole> | null} */
let loading = null;

/** Everything that can be filtered; asked for once. @param {string} up the way to the site's root @returns {Promise<Whole>} */
function load(up) {
  loading ??= loaded(up).catch((fault) => {
    loading = null; // the next try may have a better line
    throw fault;
  });
  return loading;
}

/** @param {string} up @returns {Promise<Whole>} */
async function loaded(up) {
  const { filters, columns, files } = await json(`${up}timeline/filters.json`);
  const years = await Promise.all(files.map((/** @type {string} */ file) => json(up + file)));
  const pages = years.flatMap(({ pages }) => pages.map((/** @type {PageFile} */ page) => ({
    path: page.path, label: page.label, said: page.statements.map((row) => valuesOf(row, page.values, columns)) })));
  return { filters, pages };
}

/** @param {string} address @returns {Promise<any>} */
async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** @param {(number | number[])[]} row @param {string[][]} values of each column @param {string[]} columns @returns {Values} */
function valuesOf(row, values, columns) {
  return new Map(columns.map((column, at) => [column, new Set([row[at] ?? []].flat().map((number) => values[at]?.[number] ?? ""))]));
}

/** The filters of the page that leads to the months: a form, made when it is asked for. @param {HTMLFormElement} form */
export async function filterWhole(form) {
  const names = ["country", "person", "question", "stance", "rung", "language", "source"];
  const asked = new URLSearchParams(location.search);
  const open = element("button", { type: "button" }, "Filter the whole timeline");
  form.append(open);
  form.hidden = false;
  const begin = async () => {
    open.disabled = true;
    open.textContent = "Loading what the filters need …";
    try {
      build(form, await load(form.dataset.whole ?? ""));
    } catch {
      open.disabled = false;
      open.textContent = "The filters could not be loaded. Try again";
    }
  };
  open.addEventListener("click", async () => {
    await begin();
    form.querySelector("select")?.focus();
  });
  if (names.some((name) => asked.get(name))) await begin();
}

/** @param {HTMLFormElement} form @param {Whole} whole */
function build(form, whole) {
  const selects = whole.filters.map(selectOf);
  const count = element("p", { class: "filter-count", role: "status" });
  const found = element("div", { class: "filter-whole" });
  const fields = element("fieldset", {}, element("legend", {}, "Show only, in the whole timeline"));
  whole.filters.forEach((filter, at) => fields.append(element("label", {}, `${filter.label} `, selects[at] ?? "")));
  fields.append(element("button", { type: "reset" }, "Show all"));
  form.replaceChildren(fields, count, found);
  const all = whole.pages.flatMap((page) => page.said);
  keepInAddress(form, selects, () => {
    const chosen = chosenIn(selects);
    countOptions(selects, all, chosen);
    const left = chosen.size ? leftOn(whole.pages, chosen) : [];
    const number = left.reduce((sum, one) => sum + one.number, 0);
    count.textContent = chosen.size === 0 ? `${statements(all.length)}. Choose to see in which months there are such.`
      : number === 0 ? `None of ${statements(all.length)} fits.` : `${number.toLocaleString("en")} of ${statements(all.length)}, in these months:`;
    found.replaceChildren(...(left.length ? [months(left, chosen, form.dataset.whole ?? "")] : []));
    if (chosen.size && number === 0) found.append(element("div", { class: "filter-none" }, element("p", {}, "Nothing fits all that is chosen."),
      element("button", { type: "reset" }, "Show all again")));
  });
}

/** @param {Filter} filter @returns {HTMLSelectElement} */
function selectOf(filter) {
  const select = element("select", { name: filter.name }, element("option", { value: "" }, "any"));
  /** @type {Map<string, HTMLElement>} */
  const groups = new Map([["", select]]);
  for (const [value, label, group] of filter.choices) {
    if (!groups.has(group)) groups.set(group, select.appendChild(element("optgroup", { label: group })));
    groups.get(group)?.append(element("option", { value }, label));
  }
  return select;
}

/** @param {Page[]} pages @param {Chosen} chosen @returns {{ page: Page, number: number }[]} */
function leftOn(pages, chosen) {
  return pages.map((page) => ({ page, number: page.said.filter((values) => fits(values, chosen)).length })).filter(({ number }) => number > 0);
}

/** @param {{ page: Page, number: number }[]} left @param {Chosen} chosen @param {string} up @returns {HTMLElement} */
function months(left, chosen, up) {
  return element("ul", { class: "filter-months" }, ...left.map(({ page, number }) => element("li", {},
    element("a", { href: addressOf(up + page.path, chosen, [...chosen.keys()]) }, page.label), ` (${number.toLocaleString("en")})`)));
}

let asked = 0;

/**
 * On a page of a month: how much of the whole timeline fits, and where. Nothing is loaded while nothing is chosen.
 * @param {HTMLElement} place @param {string} up @param {Chosen} chosen
 */
export async function tellElsewhere(place, up, chosen) {
  const mine = (asked += 1);
  if (chosen.size === 0) return place.replaceChildren();
  try {
    const { pages } = await load(up);
    if (mine !== asked) return; // something else was chosen meanwhile
    const left = leftOn(pages, chosen);
    const number = left.reduce((sum, one) => sum + one.number, 0);
    const total = pages.reduce((sum, page) => sum + page.said.length, 0);
    place.replaceChildren(element("details", { class: "fold" },
      element("summary", {}, `In the whole timeline: ${number.toLocaleString("en")} of ${statements(total)}, on ${left.length} ${left.length === 1 ? "page" : "pages"}`),
      months(left, chosen, up)));
  } catch {
    if (mine === asked) place.replaceChildren(element("p", {}, "What the other months have could not be loaded."));
  }
}
