// What stands before a word: where a sentence begins, a title, an article; and what takes the place of a name.

/** @typedef {import("./numbers.js").Hint} Hint */

const OPENING = "\"'“‘„«(\\[";
const BEGINS = new RegExp(
  `(?:^|[\\n\\r])[\\s\\-*•–>${OPENING}]*(?:\\d{1,2}[.)]\\s*)?[${OPENING}]*$|[.!?…:]["'”’»)\\]]*\\s+[${OPENING}]*$|["“„«‘]$|[\\s(]'$`);
const SHORTENED = /(?:^|[^\p{L}\p{N}_.])(?:\p{L}|[\p{L}\p{N}_.]+\.[\p{L}\p{N}_]|bv|bijv|ca|dhr|dr|enz|evt|incl|mevr|mr|mrs|ms|nr|resp|st|vs|zgn)\.\s+$/iu;
const ARTICLE = /(?:^|[^\p{L}\p{N}_])(?:de|een|onze|mijn|jouw|hun|the|a|our|my|your|their)\s+$/iu;
const NEUTER = new Set(["clb", "kind", "secretariaat", "team", "zorgteam"]);
const BACK = 40;

/** The small words inside a family name. */
export const FAMILY = "van|de|der|den|ter|ten|'t|el|al|ben|bin|le|la|di|da|do|dos|von";
export const TITLE = /(?:^|[^\p{L}\p{N}_])(juf|juffrouw|meester|mevrouw|meneer|mijnheer|dhr\.?|mevr\.?|mr\.?|mrs\.?|ms\.?|miss|teacher)\s+$/iu;

/** The end of what stands before a place, with a sign at its head where more does. @param {string} text @param {number} start */
export const before = (text, start) => (start <= BACK ? text.slice(0, start) : `x${text.slice(start - BACK, start)}`);

/** Whether a sentence begins here. @param {string} text @param {number} start */
export const begins = (text, start) => BEGINS.test(before(text, start)) && !SHORTENED.test(before(text, start));

/** @param {string} by @param {string} language */
const article = (by, language) => (language === "en" ? "the " : NEUTER.has(by.toLowerCase()) ? "het " : "de ");

/**
 * What is written instead of a name, and from where: a function gets an article, and takes the place of a title.
 * @param {string} text @param {Hint} hint @param {string} by a pupil code or a function @param {string} language
 */
export function instead(text, { start, end, word }, by, language) {
  const owned = end > start + word.length ? "'s" : "";
  if (/^#\d{1,3}$/.test(by)) return { start, end, words: by + owned };
  const title = TITLE.exec(before(text, start));
  const from = title ? start - before(text, start).length + title.index + title[0].indexOf(title[1]) : start;
  const words = (ARTICLE.test(before(text, from)) ? "" : article(by, language)) + by + owned;
  return { start: from, end, words: begins(text, from) ? words[0].toUpperCase() + words.slice(1) : words };
}
