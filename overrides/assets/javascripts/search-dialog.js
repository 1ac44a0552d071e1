// The dialog of the search: a field, filters, results. It is made when it is first opened, so that no page carries it.
import { openIndex } from "./search-index.js";

/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search-index.js").SearchRecord} SearchRecord */
/** @typedef {{ text?: string, filters?: string[], focus?: string }} Wanted */

const ROOT = new URL("../../", import.meta.url); // of the site, which may live under a sub-path
const AT_A_TIME = 10;
const PAUSE = 120; // milliseconds without a key before a search begins
const WHOSE = new Map([
  ["partial", "In the source’s sentence:"],
  ["reported", "As the source tells it:"],
  ["ours", "In our words:"],
  ["prompt", "Asked:"],
]);

/** @type {SearchDialog | undefined} */
let dialog;

/** Open the dialog, as it was or with what is wanted. @param {HTMLAnchorElement} link @param {Wanted} [wanted] */
export function open(link, wanted) {
  dialog ??= new SearchDialog(link);
  void dialog.open(wanted);
}

class SearchDialog {
  /** @param {HTMLAnchorElement} link that of the header, which leads to the list of statements */
  constructor(link) {
    this.link = link;
    this.round = 0;
    /** @type {Promise<SearchIndex> | undefined} */
    this.index = undefined;
    /** @type {number | undefined} */
    this.timer = undefined;
    this.input = make("input", { type: "search", id: "or-search-text", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
    this.fields = make("div", { class: "or-search__filters" });
    this.folded = make("summary", {}, "Filters");
    this.fold = make("details", { class: "or-search__fold" }, this.folded, this.fields);
    this.status = make("p", { class: "or-search__status", role: "status" });
    this.list = make("ol", { class: "or-search__results" });
    this.more = make("button", { type: "button", class: "or-search__more", hidden: "" }, "Show more");
    const close = make("button", { type: "button", class: "or-search__close" }, "Close");
    this.form = make("form", { role: "search", class: "or-search__form" },
      make("label", { for: "or-search-text", id: "or-search-label" }, "Search"), this.input, close, this.fold);
    this.dialog = make("dialog", { class: "or-search md-typeset", "aria-labelledby": "or-search-label" },
      this.form, make("div", { class: "or-search__found" }, this.status, this.list, this.more));
    this.styled = styles();
    document.body.append(this.dialog);
    close.addEventListener("click", () => this.dialog.close());
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.soon());
    this.form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement) void this.search();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.search().then(() => this.list.querySelector("a")?.focus());
    });
    this.fold.addEventListener("toggle", () => this.fold.open && this.offer());
    this.more.addEventListener("click", () => void this.showMore());
    this.dialog.addEventListener("keydown", (event) => this.step(event));
    this.dialog.addEventListener("click", (event) => {
      const found = event.target instanceof Element ? event.target.closest("a[data-key]") : null;
      if (found instanceof HTMLAnchorElement) this.remember(found.dataset.key);
      else if (event.target === this.dialog) this.dialog.close(); // the backdrop
      // A result may lie on the page that is open, at another place of it.
      if (found instanceof HTMLAnchorElement && found.pathname === location.pathname && found.hash) this.dialog.close();
    });
    this.dialog.addEventListener("close", () => this.forget()); // the browser puts the focus back to where it was
  }

  /** @param {Wanted} [wanted] */
  async open(wanted) {
    await this.styled;
    if (!this.dialog.open) this.dialog.showModal();
    this.input.focus();
    this.input.select();
    if (!wanted) {
      this.say(this.list.childElementCount ? this.status.textContent ?? "" : "Type a name or words that were said.");
      void this.ready();
      return;
    }
    this.input.value = wanted.text ?? "";
    if (wanted.filters?.length) {
      this.fold.open = true;
      await this.offer();
      for (const select of this.selects()) select.value = wanted.filters.find((value) => value.startsWith(`${select.name}:`)) ?? "";
    }
    await this.search();
    const back = [...this.list.querySelectorAll("a")].find((found) => found.dataset.key === wanted.focus);
    back?.focus();
  }

  /** The index, asked for once; a failure is told and tried again at the next search. @returns {Promise<SearchIndex | undefined>} */
  async ready() {
    try {
      return await (this.index ??= openIndex());
    } catch {
      this.index = undefined;
      this.fail();
      return undefined;
    }
  }

  fail() {
    this.list.replaceChildren();
    this.more.hidden = true;
    this.status.replaceChildren("The search could not be loaded. ", make("a", { href: this.link.href }, "The list of statements"), " is there.");
  }

  /** Fill the filters with what the index offers, once. */
  async offer() {
    const index = await this.ready();
    const filters = await index?.filters().catch(() => this.fail());
    if (!filters || this.fields.childElementCount) return;
    for (const { name, label, choices } of filters) {
      const select = make("select", { name }, make("option", { value: "" }, "any"));
      /** @type {Map<string, HTMLElement>} */
      const groups = new Map();
      for (const [value, choice, group] of choices) {
        if (group && !groups.has(group)) {
          const made = make("optgroup", { label: group });
          groups.set(group, made);
          select.append(made);
        }
        (groups.get(group ?? "") ?? select).append(make("option", { value }, choice));
      }
      this.fields.append(make("label", {}, label, select));
    }
    const clear = make("button", { type: "button" }, "Clear filters");
    clear.addEventListener("click", () => {
      for (const select of this.selects()) select.value = "";
      void this.search();
    });
    this.fields.append(clear);
  }

  selects() {
    return [...this.fields.querySelectorAll("select")];
  }

  chosen() {
    return this.selects().map((select) => select.value).filter(Boolean);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.search(), PAUSE);
  }

  /** Search for what stands in the field. A search that a later one overtook shows nothing. */
  async search() {
    clearTimeout(this.timer);
    const round = (this.round += 1);
    const [text, filters] = [this.input.value, this.chosen()];
    this.folded.textContent = filters.length ? `Filters (${filters.length} chosen)` : "Filters";
    const index = await this.ready();
    if (!index || round !== this.round) return;
    const words = index.words.of(text);
    if (!words.length && !filters.length) {
      this.list.replaceChildren();
      this.more.hidden = true;
      this.say("Type a name or words that were said.");
      return;
    }
    try {
      const found = await index.find(text, filters);
      const results = await this.results(index, found, 0, AT_A_TIME);
      if (round !== this.round) return;
      this.found = found;
      this.list.replaceChildren(...results);
      this.more.hidden = results.length >= found.numbers.length;
      this.say(told(found, text, filters.length));
    } catch {
      if (round === this.round) this.fail();
    }
  }

  async showMore() {
    const [index, found, shown] = [await this.ready(), this.found, this.list.childElementCount];
    if (!index || !found) return;
    const results = await this.results(index, found, shown, shown + AT_A_TIME).catch(() => this.fail());
    if (!results || found !== this.found) return;
    this.list.append(...results);
    this.more.hidden = this.list.childElementCount >= found.numbers.length;
    results[0]?.querySelector("a")?.focus();
  }

  /** @param {SearchIndex} index @param {import("./search-index.js").Found} found @param {number} from @param {number} to */
  async results(index, found, from, to) {
    const records = await Promise.all(found.numbers.slice(from, to).map((number) => index.record(number)));
    return records.map((record) => result(record, (text) => index.words.marked(text, found.terms)));
  }

  /** @param {string} text */
  say(text) {
    this.status.textContent = text;
  }

  /** Arrows go from the field to the results and from one to the next; Escape leaves at once, and the text stays. @param {KeyboardEvent} event */
  step(event) {
    if (event.key === "Escape" && !(event.target instanceof HTMLSelectElement)) {
      event.preventDefault();
      this.dialog.close();
      return;
    }
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || event.target instanceof HTMLSelectElement) return;
    const places = [this.input, ...this.list.querySelectorAll("a")];
    const at = places.findIndex((place) => place === document.activeElement);
    const next = places[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  /** Keep the search with this place in the history, so that the way back leads to it. @param {string} [focus] */
  remember(focus) {
    history.replaceState({ ...history.state, search: { text: this.input.value, filters: this.chosen(), focus } }, "");
  }

  forget() {
    if (!history.state?.search) return;
    const { search: _, ...rest } = history.state;
    history.replaceState(rest, "");
  }
}

/** @param {SearchRecord} record @param {(text: string) => [string, boolean][]} cut */
function result(record, cut) {
  const marked = (/** @type {string} */ text) => cut(text).map(([stretch, isFound]) => (isFound ? make("mark", {}, stretch) : stretch));
  const [words, machine] = record.date ?? ["", ""];
  const date = !words ? [] : [make(machine ? "time" : "span", machine ? { datetime: machine } : {}, ...marked(words))];
  const title = make("a", { href: new URL(record.path, ROOT).href, "data-key": record.path }, ...marked(record.title));
  const head = make("p", { class: "or-search__title" }, title, ...date.flatMap((one) => [", ", one]));
  const known = [record.kind, ...(record.known ?? [])].join(" · ");
  const notes = (record.notes ?? []).map((note) => make("p", { class: "or-search__note" }, note));
  const lines = (record.lines ?? []).map(([kind, pieces]) => line(record, kind, pieces, marked));
  const foot = [];
  if (record.readings) foot.push(make("p", { class: "or-search__foot" }, "Our reading: ", ...marked(record.readings.join("; "))));
  if (record.source) foot.push(make("p", { class: "or-search__foot" }, `Source: ${record.source}`));
  return make("li", { class: "or-search__result" }, head, make("p", { class: "or-search__known" }, known), ...notes, ...lines, ...foot);
}

/**
 * A line of a statement. Only pieces that the source marks as speech stand in a <q>, which sets the quotation marks.
 * @param {SearchRecord} record @param {string} kind @param {[string, string][]} pieces @param {(text: string) => (Node | string)[]} marked
 */
function line(record, kind, pieces, marked) {
  const [lang, dir] = record.lang ?? ["", ""];
  /** @type {Record<string, string>} */
  const archived = lang ? { lang, dir } : {};
  const inside = pieces.map(([piece, text]) => {
    if (piece === "gap") return " […] ";
    if (piece === "pause") return " · ";
    if (piece === "quote") return make("q", { class: "quote", ...archived }, ...marked(text));
    if (piece === "paragraphs") return make("q", { class: "quote quote-paragraphs", ...archived }, ...marked(text));
    const isOurs = piece === "text" && kind !== "prompt";
    return make("span", isOurs ? {} : archived, ...marked(text));
  });
  const whose = record.kind === "Page" ? undefined : WHOSE.get(kind);
  return make("p", { class: `words words-${kind}` }, ...(whose ? [make("span", { class: "whose" }, whose), " "] : []), ...inside);
}

/** @param {import("./search-index.js").Found} found @param {string} text @param {number} chosen filters @returns {string} */
function told({ numbers, isPartial, common }, text, chosen) {
  const many = `${numbers.length.toLocaleString("en")} ${numbers.length === 1 ? "result" : "results"}`;
  const left = common.length ? ` Too common to be looked for: ${common.join(", ")}.` : "";
  const on = chosen ? "Clear the filters to look everywhere." : "Try fewer words, or a name.";
  if (!numbers.length) return `Nothing found${text.trim() ? ` for ${text.trim()}` : ""}${chosen ? " with these filters" : ""}.${left} ${on}`;
  return isPartial ? `Nothing has all of these words; ${many} with some of them.${left}` : `${many}.${left}`;
}

/** The stylesheet of the dialog, once it is here; without it the dialog works too. @returns {Promise<unknown>} */
function styles() {
  const sheet = make("link", { rel: "stylesheet", href: new URL("../stylesheets/search.css", import.meta.url).href });
  const done = new Promise((resolve) => ["load", "error"].forEach((event) => sheet.addEventListener(event, resolve)));
  document.head.append(sheet);
  return done;
}

/**
 * An element with attributes and content. Texts become text, never markup.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {Record<string, string>} attributes @param {(Node | string)[]} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
function make(name, attributes, ...content) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...content);
  return element;
}
