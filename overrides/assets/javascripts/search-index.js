// Asks the search index, which is static files under search/: which records a text and filters find, and the
// records themselves. generator/search/ writes the files; docs/decisions/0022-search.md says why they are as they are.

/** @typedef {{ kind: string, path: string, title: string, date?: [string, string], lines?: [string, [string, string][]][],
 *   lang?: [string, string], known?: string[], readings?: string[], notes?: string[], source?: string }} SearchRecord */
/** @typedef {{ name: string, label: string, choices: [value: string, label: string, group?: string][] }} Filter */
/** @typedef {{ state: string, records: number, records_a_file: number, term_files: number, prefix: number,
 *   letters: Record<string, string>, spaceless: string }} Facts */
/** @typedef {{ titles: Record<string, string>, words: Record<string, string>, filters: Record<string, string> }} TermFile */
/** @typedef {{ numbers: number[], isPartial: boolean, terms: string[], common: string[] }} Found */

const FOLDER = new URL("../../search/", import.meta.url);
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

// How well a term of the index fits a word of the search; one more where it stands in a title.
const [NONE, KIN, START, SAME] = [0, 1, 2, 4];

/** @param {string} name @param {string} [state] @returns {Promise<any>} */
async function load(name, state) {
  const address = new URL(name, FOLDER);
  if (state) address.search = state;
  const answer = await fetch(address, state ? {} : { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  return answer.json();
}

/** The index, once its first file is here. @returns {Promise<SearchIndex>} */
export async function openIndex() {
  return new SearchIndex(await load("index.json"));
}

export class SearchIndex {
  /** @param {Facts} facts */
  constructor(facts) {
    this.facts = facts;
    this.words = new Words(facts);
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /** @param {string} name @returns {Promise<any>} */
  file(name) {
    let file = this.files.get(name);
    if (!file) {
      file = load(name, this.facts.state);
      this.files.set(name, file);
      file.catch(() => this.files.delete(name)); // so that the next search tries again
    }
    return file;
  }

  /** What the filters offer. @returns {Promise<Filter[]>} */
  filters() {
    return this.file("filters.json");
  }

  /** @param {number} number @returns {Promise<SearchRecord>} */
  async record(number) {
    const size = this.facts.records_a_file;
    return (await this.file(`records-${Math.floor(number / size)}.json`))[number % size];
  }

  /** @param {string} start @returns {Promise<TermFile>} */
  terms(start) {
    return this.file(`terms-${place(start, this.facts.term_files)}.json`);
  }

  /**
   * The numbers of the records that have all words of the text and all values of the filters, the best first. Where no
   * record has all words, those that have the most: `isPartial`. `common` are words of the text that stand nearly everywhere.
   * @param {string} text @param {string[]} filters @returns {Promise<Found>}
   */
  async find(text, filters) {
    const terms = this.words.of(text);
    const [fits, chosen] = await Promise.all([
      Promise.all(terms.map((term) => this.fits(term))),
      Promise.all(filters.map(async (value) => numbersOf((await this.terms(value)).filters[value] ?? ""))),
    ]);
    const counted = fits.filter((fit) => fit !== null);
    const common = terms.filter((_, place) => fits[place] === null);
    const total = this.facts.records;
    const [matched, worth, allowed] = [new Uint8Array(total), new Uint16Array(total), new Uint8Array(total)];
    for (const fit of counted) {
      for (let number = 0; number < total; number += 1) {
        if (fit[number] !== NONE) {
          matched[number] += 1;
          worth[number] += fit[number];
        }
      }
    }
    for (const numbers of chosen) for (const number of numbers) allowed[number] += 1;
    let most = counted.length ? 1 : 0;
    /** @type {number[]} */
    let numbers = [];
    for (let number = total - 1; number >= 0; number -= 1) {
      if (allowed[number] < chosen.length || matched[number] < most) continue;
      if (matched[number] > most) [numbers, most] = [[], matched[number]];
      numbers.push(number);
    }
    numbers.sort((a, b) => worth[b] - worth[a] || b - a);
    return { numbers, isPartial: most < counted.length, terms, common };
  }

  /** How well each record fits a term; null for a term that stands in too many to tell. @param {string} term @returns {Promise<Uint8Array | null>} */
  async fits(term) {
    const { titles, words } = await this.terms([...term].slice(0, this.facts.prefix).join(""));
    if (words[term] === "") return null;
    const best = new Uint8Array(this.facts.records);
    /** @param {Record<string, string>} terms @param {boolean} isTitle */
    const mark = (terms, isTitle) => {
      for (const [other, list] of Object.entries(terms)) {
        const fit = likeness(other, term);
        if (fit === NONE) continue;
        const value = isTitle && fit !== KIN ? fit + 1 : fit;
        for (const number of numbersOf(list)) if (best[number] < value) best[number] = value;
      }
    };
    mark(words, false);
    mark(titles, true);
    return best;
  }
}

/**
 * Whether a term of the index is the word searched for (4), begins with it (2), or is near enough to be another ending of it (1).
 * @param {string} term @param {string} word @returns {number}
 */
export function likeness(term, word) {
  if (term === word) return SAME;
  if (word.length > 1 && term.startsWith(word)) return START;
  const least = Math.max(4, Math.ceil(word.length * 0.7));
  const isKin = word.length > 4 && Math.abs(term.length - word.length) < 4 && term.startsWith(word.slice(0, least)) && !/\d/.test(word);
  return isKin ? KIN : NONE;
}

/** The numbers that a text of the index stands for: gaps in digits of five bits, the least first. @param {string} text @returns {number[]} */
export function numbersOf(text) {
  const found = [];
  let [number, gap, shift] = [-1, 0, 0];
  for (const digit of text) {
    const value = VALUES.get(digit) ?? 0;
    gap |= (value & 31) << shift;
    shift += 5;
    if (value & 32) continue;
    number += gap + 1;
    found.push(number);
    [gap, shift] = [0, 0];
  }
  return found;
}

/** In which file a text is looked up: FNV-1a over code points. @param {string} text @param {number} places @returns {number} */
export function place(text, places) {
  let number = 2166136261;
  for (const sign of text) number = Math.imul(number ^ (sign.codePointAt(0) ?? 0), 16777619);
  return (number ^ (number >>> 16)) & (places - 1);
}

/** Words as the index knows them; generator/search/words.py says what a term is. */
export class Words {
  /** @param {{ letters: Record<string, string>, spaceless: string }} facts */
  constructor({ letters, spaceless }) {
    this.letters = letters;
    this.letter = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");
    this.spaceless = new RegExp(`([${spaceless}]+)`, "u");
  }

  /** The terms of a text, each once. @param {string} text @returns {string[]} */
  of(text) {
    return [...new Set(text.split(/\s+/u).flatMap((chunk) => this.ofChunk(chunk)))];
  }

  /** @param {string} chunk a stretch without white space @returns {string[]} */
  ofChunk(chunk) {
    const words = this.fold(chunk).replace(/(?<=[\p{L}\p{N}])['’ʼ‘](?=[\p{L}\p{N}])/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
    return words.flatMap((word) =>
      word.split(this.spaceless).flatMap((run, place) => (place % 2 && [...run].length > 1 ? pairs(run) : run ? [run] : [])),
    );
  }

  /** @param {string} text @returns {string} */
  fold(text) {
    const apart = text.normalize("NFKD").toLowerCase().replace(this.letter, (letter) => this.letters[letter]);
    return apart.replace(/[\p{M}\p{Cf}]/gu, "");
  }

  /**
   * A text cut into stretches, and true for those that the terms of a search find.
   * @param {string} text @param {string[]} terms @returns {[string, boolean][]}
   */
  marked(text, terms) {
    /** @type {[string, boolean][]} */
    const cut = [];
    /** @param {string} stretch @param {boolean} isFound */
    const add = (stretch, isFound) => {
      const last = cut.at(-1);
      if (last && last[1] === isFound) last[0] += stretch;
      else cut.push([stretch, isFound]);
    };
    const isFound = (/** @type {string} */ term) => terms.some((word) => likeness(term, word) !== NONE);
    // Every second stretch is a word: letters, digits, what is written over them, and apostrophes inside.
    text.split(/([\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*(?:['’ʼ‘][\p{L}\p{N}\p{M}\p{Cf}]+)*)/u).forEach((stretch, place) => {
      if (!stretch) return;
      if (place % 2 === 0) return add(stretch, false);
      if (!this.spaceless.test(stretch)) return add(stretch, this.ofChunk(stretch).some(isFound));
      const signs = [...stretch];
      const folded = signs.map((sign) => this.fold(sign));
      const isPair = (/** @type {number} */ at) => at >= 0 && at + 1 < signs.length && terms.includes(folded[at] + folded[at + 1]);
      signs.forEach((sign, at) => add(sign, isPair(at) || isPair(at - 1)));
    });
    return cut;
  }
}

/** @param {string} run @returns {string[]} */
function pairs(run) {
  const signs = [...run];
  return signs.slice(1).map((sign, at) => signs[at] + sign);
}
