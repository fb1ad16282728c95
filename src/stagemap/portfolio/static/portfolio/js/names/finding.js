// Words that look like somebody's name; the twin of core/privacy/names.py, where each rule is explained.

import { folded, holds, LONGEST } from "./lists.js";
import { begins, before, FAMILY, TITLE } from "./places.js";
import { numbersIn } from "./numbers.js";

/** @typedef {import("./numbers.js").Hint} Hint */
/** @typedef {{start: number, end: number, word: string, begins: boolean, capital: boolean}} Part */
/**
 * @typedef {object} Circle
 * @property {import("./lists.js").Lists} lists
 * @property {Set<string>} known what is never hinted at, folded
 * @property {Set<string>} own names that are always hinted at, folded: those of the class, on this device
 * @property {number} year of today
 * @property {string} language
 */

const LETTER = "\\p{L}[\\u0300-\\u036f]*";
const TOKEN = new RegExp(`(?<![\\p{L}\\p{N}_#@])(?:${LETTER})+(?:[-'’](?:${LETTER})+)*(?![\\p{L}\\p{N}_@])`, "gu");
const PART = new RegExp(`(?:${LETTER}){2,}`, "gu");
const WEB = /(?:https?:\/\/|www\.)\S+/g;
const BETWEEN = new RegExp(`^(?:[ \\u00a0](?:(?:${FAMILY})[ \\u00a0])*|-)$`, "i");
const FAMILY_WORD = new RegExp(`^(?:${FAMILY})$`, "i");
const FAMILY_NAME = /(?:^|[^\p{L}\p{N}_])((?:De|Van|Vander|Vanden|Ter|Ten|El|Ben|Le)(?: (?:de|den|der))? )$/u;
const GENITIVE = /^(?:['’]s(?![\p{L}\p{N}_])|['’](?![\p{L}\p{N}_]))/u;
const SHORTHAND = 4, LEAST_SMALL = 4;

/** Whether a letter has a small twin that it is not. @param {string} letter */
const isCapital = letter => letter !== letter.toLowerCase();

/** @param {string} text @param {[number, number][]} closed @param {Circle} circle @returns {Part[]} */
function partsOf(text, closed, { lists }) {
  return [...text.matchAll(TOKEN)].flatMap(token => {
    const from = /** @type {number} */ (token.index), to = from + token[0].length;
    if (closed.some(([start, end]) => start < to && from < end)) return [];
    if (token[0].includes("-") && lists.words.has(folded(token[0]))) return [];
    const first = isCapital(token[0][0]) && begins(text, from);
    return [...token[0].matchAll(PART)].map(part => {
      const start = from + /** @type {number} */ (part.index);
      return { start, end: start + part[0].length, word: part[0], begins: first, capital: isCapital(part[0][0]) };
    });
  });
}

/** Tells the names in one text from its other words. @param {string} text @param {Circle} circle */
function reader(text, { lists, known, own, language }) {
  const isKnown = word => known.has(folded(word)) || (word.endsWith("s") && known.has(folded(word.slice(0, -1))));
  const isShorthand = word => word.length <= SHORTHAND && [...word].slice(1).some(isCapital);
  const whole = hint => hint.end === hint.start + hint.word.length;

  /** @param {string} word @param {Part} part */
  function isName(word, part) {
    const name = folded(word);
    if (own.has(name)) return true;
    if (!lists.names.has(name)) return false;
    if (!part.capital) return name.length >= LEAST_SMALL && !holds(lists, name);
    return !(part.begins && lists.everyday[language]?.has(name));
  }

  /** The name of the list in a part, without an s of possession. @param {Part} part */
  function listed(part) {
    if (isName(part.word, part)) return part.word;
    const small = folded(part.word), bare = part.word.slice(0, -1);
    const proper = part.capital && !part.begins && !lists.words.has(small);
    return small.endsWith("s") && (proper || !holds(lists, small)) && isName(bare, part) ? bare : "";
  }

  /** Where a family name begins: at "De" of "De Smet". @param {Part} part */
  function familyFrom(part) {
    const start = part.start - (FAMILY_NAME.exec(before(text, part.start))?.[1].length ?? 0);
    return begins(text, start) ? part.start : start;
  }

  /** @param {Part} part */
  function standsOut(part) {
    if (TITLE.test(before(text, part.start)) || familyFrom(part) < part.start) return true;
    const word = folded(part.word);
    return ![...part.word].slice(1).some(isCapital) && word.length <= LONGEST && !holds(lists, word);
  }

  /** @param {number} start @param {string} word @param {number} end @param {string} why @returns {Hint} */
  function hintAt(start, word, end, why) {
    const owner = "'‘".includes(text[start - 1] ?? " ") ? "" : GENITIVE.exec(text.slice(end, end + 3))?.[0] ?? "";
    const owned = owner.length > 1 || /[sxz]$/.test(text.slice(0, end));
    return { start, end: owned ? end + owner.length : end, word, why };
  }

  /** @param {Part[]} parts @param {Set<string>} once what was a name elsewhere @returns {Hint[]} */
  return function read(parts, once) {
    const found = /** @type {Hint[]} */ ([]);
    for (const part of parts) {
      if (isShorthand(part.word) || isKnown(part.word)) continue;
      const name = listed(part), last = found.at(-1);
      const follows = () => last && whole(last) && BETWEEN.test(text.slice(last.end, part.start));
      if (name) found.push(hintAt(part.start, name, part.end, "name"));
      else if (part.capital && !FAMILY_WORD.test(part.word) && (follows() || once.has(folded(part.word)) || standsOut(part))) {
        const start = familyFrom(part);
        found.push(hintAt(start, text.slice(start, part.end), part.end, "capital"));
      }
    }
    return found;
  };
}

/** First and family name as one. @param {string} text @param {Hint[]} found @returns {Hint[]} */
function joined(text, found) {
  const made = /** @type {Hint[]} */ ([]);
  for (const hint of found) {
    const last = made.at(-1);
    if (last && last.end === last.start + last.word.length && BETWEEN.test(text.slice(last.end, hint.start)))
      made[made.length - 1] = { ...last, end: hint.end, word: text.slice(last.start, hint.start + hint.word.length) };
    else made.push(hint);
  }
  return made;
}

/** What looks like a name, number or date of somebody, in order. @param {string} text @param {Circle} circle */
export function hintsIn(text, circle) {
  const numbers = numbersIn(text, circle.year);
  const closed = /** @type {[number, number][]} */ (numbers.map(hint => [hint.start, hint.end]));
  for (const match of text.matchAll(WEB)) closed.push([/** @type {number} */ (match.index), match.index + match[0].length]);
  const parts = partsOf(text, closed, circle), read = reader(text, circle);
  const first = read(parts, new Set());
  const names = joined(text, first.length ? read(parts, new Set(first.map(hint => folded(hint.word)))) : first);
  return [...numbers, ...names].sort((one, other) => one.start - other.start).filter(hint => !circle.known.has(folded(hint.word)));
}

/** The words of some texts, folded. @param {string} text */
export const wordsOf = text => [...text.matchAll(PART)].map(match => folded(match[0]));
