// Positions at a glance: sorts and filters the matrix, and tells under a map what is hovered, focused or tapped. Every page is whole
// without it. What was chosen stands in the address: ?group=nato&sort=troops&order=down.

/** @typedef {{ element: HTMLTableRowElement, groups: Set<string>, places: Map<string, number>, number: number, isSilent: boolean }} Row */

const table = document.querySelector("[data-matrix]");
const tools = document.querySelector("[data-positions-tools]");
if (table instanceof HTMLTableElement && tools instanceof HTMLFormElement) matrix(table, tools);
for (const figure of document.querySelectorAll("[data-atlas]")) atlas(figure);

/** @param {HTMLTableElement} table @param {HTMLFormElement} tools */
function matrix(table, tools) {
  const columns = [...table.querySelectorAll("[data-column]")].map((element) => ({ element, id: element.getAttribute("data-column") ?? "" }));
  const body = table.tBodies[0];
  const rows = [...body.rows].map((element, number) => rowOf(element, number, columns.map(({ id }) => id)));
  const selects = [...tools.querySelectorAll("select")];
  const turn = /** @type {HTMLButtonElement} */ (tools.querySelector("[data-turn]"));
  const count = tools.querySelector("[data-count]");
  const chosen = (/** @type {string} */ name) => selects.find((select) => select.name === name)?.value ?? "";

  const show = () => {
    const [group, sort, isTurned] = [chosen("group"), chosen("sort"), turn.ariaPressed === "true"];
    for (const row of rows) row.element.hidden = group !== "" && !row.groups.has(group);
    body.append(...sorted(rows, sort, isTurned).map((row) => row.element));
    for (const head of table.querySelectorAll("[aria-sort]")) head.removeAttribute("aria-sort");
    const by = columns.find(({ id }) => id === sort)?.element ?? table.querySelector(".matrix-corner");
    by?.setAttribute("aria-sort", isTurned ? "descending" : "ascending");
    if (count) count.textContent = told(rows, tools, selects, isTurned);
  };

  const readAddress = () => {
    const wanted = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = wanted.get(select.name) ?? "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    turn.ariaPressed = String(wanted.get("order") === "down");
    show();
  };

  const writeAddress = () => {
    const wanted = new URLSearchParams(location.search);
    for (const { name, value } of [...selects, { name: "order", value: turn.ariaPressed === "true" ? "down" : "" }]) {
      wanted.delete(name); // so that one choice has one address, in whatever order it was made
      if (value) wanted.set(name, value);
    }
    const query = wanted.toString();
    history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash);
    show();
  };

  for (const button of table.querySelectorAll("button")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const sort = selects.find((select) => select.name === "sort");
      const id = button.dataset.sort ?? "";
      turn.ariaPressed = String(sort?.value === id && turn.ariaPressed !== "true"); // the same head again turns the order
      if (sort) sort.value = id;
      writeAddress();
    });
  }
  tools.hidden = false;
  tools.addEventListener("change", writeAddress);
  tools.addEventListener("submit", (event) => event.preventDefault());
  turn.addEventListener("click", () => {
    turn.ariaPressed = String(turn.ariaPressed !== "true");
    writeAddress();
  });
  tools.addEventListener("reset", () => {
    turn.ariaPressed = "false";
    setTimeout(writeAddress); // the form empties itself after this event
  });
  for (const details of body.querySelectorAll("details")) details.addEventListener("toggle", () => remember(details));
  addEventListener("popstate", readAddress);
  addEventListener("pageshow", readAddress); // the browser fills a form again when a reader comes back; the address alone decides
  addEventListener("hashchange", reveal);
  readAddress();
  reveal();
}

/** Opens the cell that the address names. */
function reveal() {
  const details = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details");
  if (!details) return;
  details.open = true;
  details.scrollIntoView({ block: "nearest" });
}

/** The last cell that was opened stands in the address, so that it can be sent to somebody. @param {HTMLDetailsElement} details */
function remember(details) {
  const hash = `#${details.querySelector("[id]")?.id ?? ""}`;
  if (details.open ? hash === location.hash : hash !== location.hash) return;
  history.replaceState(history.state, "", location.pathname + location.search + (details.open ? hash : ""));
}

/** @param {HTMLTableRowElement} element @param {number} number @param {string[]} columns @returns {Row} */
function rowOf(element, number, columns) {
  const cells = [...element.cells].slice(1);
  /** @type {Map<string, number>} Only of the questions with anything on record. */
  const places = new Map();
  columns.forEach((id, at) => {
    if (cells[at]?.dataset.place && !cells[at].classList.contains("cell-none")) places.set(id, Number(cells[at].dataset.place));
  });
  return { element, number, places, groups: new Set((element.dataset.groups ?? "").split(" ")), isSilent: element.classList.contains("matrix-silent") };
}

/** By name or along a question's scale; whoever has nothing on record stays last either way. @param {Row[]} rows @param {string} sort @param {boolean} isTurned */
function sorted(rows, sort, isTurned) {
  const sign = isTurned ? -1 : 1;
  const isLast = (/** @type {Row} */ row) => Number(sort ? !row.places.has(sort) : row.isSilent);
  const place = (/** @type {Row} */ row) => row.places.get(sort) ?? 0;
  return [...rows].sort((a, b) => isLast(a) - isLast(b) || (place(a) - place(b)) * sign || (a.number - b.number) * (sort ? 1 : sign));
}

/** @param {Row[]} rows @param {HTMLFormElement} tools @param {HTMLSelectElement[]} selects @param {boolean} isTurned @returns {string} */
function told(rows, tools, selects, isTurned) {
  const { one = "", many = "" } = tools.dataset;
  const left = rows.filter((row) => !row.element.hidden).length;
  const noun = (/** @type {number} */ number) => `${number} ${number === 1 ? one : many}`;
  const sort = selects.find((select) => select.name === "sort" && select.value)?.selectedOptions[0].text;
  const how = sort || isTurned ? `, by ${sort ?? one}${isTurned ? ", reversed" : ""}` : "";
  return `${left === rows.length ? noun(left) : `${left} of ${noun(rows.length)}`}${how}.`;
}

/** Tells what the titles of a map's countries say; on a touch screen the first tap tells, the second follows the link. @param {Element} figure */
function atlas(figure) {
  const place = figure.querySelector("[data-told]");
  /** @param {Event} event @returns {Element | null} */
  const country = (event) => (event.target instanceof Element ? event.target.closest("a.atlas-place") : null);
  /** @param {Element | null} link */
  const tell = (link) => {
    for (const other of figure.querySelectorAll(".is-told")) other.classList.remove("is-told");
    link?.classList.add("is-told");
    if (place) place.textContent = link?.querySelector("title")?.textContent ?? "";
  };
  figure.addEventListener("pointerover", (event) => {
    const link = country(event);
    if (link) tell(link);
  });
  figure.addEventListener("focusin", (event) => tell(country(event)));
  /** @type {Element | null} */
  let tapped = null;
  figure.addEventListener("click", (event) => {
    const link = country(event);
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
    if (isTouch && link && link !== tapped) event.preventDefault();
    tapped = link;
    tell(link);
    if (isTouch && link) place?.scrollIntoView({ block: "nearest" }); // the map may end where the screen does
  });
}
