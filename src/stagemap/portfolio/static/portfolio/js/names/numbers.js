// Numbers and addresses that tell who somebody is; the twin of core/privacy/numbers.py.

/** @typedef {{start: number, end: number, word: string, why: string}} Hint */

const MAIL = /[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/gu;
const NATIONAL = /(?<![\d+])\d\d[ ./-]?\d\d[ ./-]?\d\d[ .\-–/]{0,3}\d{3}[ ./-]?\d\d(?!\d)/g;
const PHONE = /(?<![\d.,/\p{L}_])(?!\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d))(?:(?:\+|00)\d{1,3}|0)(?:[ ./\-()]{0,3}\d){7,11}(?!\d)/gu;
const MONTH = "(?:jan|feb|maart|apr|mei|juni|juli|aug|sep|okt|nov|dec|march|may|june|july|oct)[a-z]*\\.?";
const DATES = [
  /(?<![\d.])(?:0?[1-9]|[12]\d|3[01])([./\- ])(?:0?[1-9]|1[0-2])\1(?<year>(?:19|20)\d\d)(?!\d)/g,
  /(?<![\d.])(?:0?[1-9]|[12]\d|3[01])([./])(?:0?[1-9]|1[0-2])\1(?<year>\d\d)(?![./]?\d)/g,
  /(?<!\d)(?<year>(?:19|20)\d\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/g,
  new RegExp(`(?<!\\d)(?:[12]\\d|3[01]|0?[1-9])(?:e|ste|de|st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH},?\\s+(?<year>(?:19|20)\\d\\d)(?!\\d)`, "gi"),
  new RegExp(`\\b${MONTH}\\s+(?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?,?\\s+(?<year>(?:19|20)\\d\\d)(?!\\d)`, "gi"),
];
const YOUNGEST = 2, OLDEST = 110;

/** @param {RegExpMatchArray} match @param {string} why @returns {Hint} */
const hint = (match, why) => {
  const start = /** @type {number} */ (match.index);
  return { start, end: start + match[0].length, word: match[0], why };
};

/** @param {string} text */
const digits = text => text.replace(/\D/g, "");

/** Whether the last two digits are 97 less the rest of the others by 97, born in either century. @param {string} text */
function isNational(text) {
  const serial = Number(digits(text).slice(0, 9)), check = Number(digits(text).slice(9));
  return [serial, 2_000_000_000 + serial].some(each => 97 - (each % 97) === check);
}

/** @param {string} text */
function isPhone(text) {
  const many = digits(text).length;
  return /^(?:\+|00)/.test(text) ? many >= 10 && many <= 15 : many === 9 || many === 10;
}

/** Whether somebody at a school may be born in this year. @param {string} written @param {number} now */
function mayBeBorn(written, now) {
  const short = Number(written), century = now - (now % 100);
  const year = written.length === 4 ? short : century + short - (short > now % 100 ? 100 : 0);
  return now - year >= YOUNGEST && now - year <= OLDEST;
}

/** @param {string} text @param {number} now the year @returns {Hint[]} */
export function numbersIn(text, now) {
  const all = [
    ...[...text.matchAll(MAIL)].map(match => hint(match, "mail")),
    ...[...text.matchAll(NATIONAL)].filter(match => isNational(match[0])).map(match => hint(match, "national_number")),
    ...DATES.flatMap(date => [...text.matchAll(date)]).filter(match => mayBeBorn(match.groups?.year ?? "", now)).map(match => hint(match, "birth_date")),
    ...[...text.matchAll(PHONE)].filter(match => isPhone(match[0])).map(match => hint(match, "phone")),
  ];
  const found = /** @type {Hint[]} */ ([]);
  for (const each of all) if (found.every(other => each.end <= other.start || other.end <= each.start)) found.push(each);
  return found.sort((one, other) => one.start - other.start);
}
