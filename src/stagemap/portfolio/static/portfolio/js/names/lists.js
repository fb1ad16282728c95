// The lists by which a name is told from a word: the files that the server reads too, loaded late and once.

const LETTERS = { ł: "l", ø: "o", ı: "i", đ: "d", ð: "d", ß: "ss", æ: "ae", œ: "oe", "’": "'" };
const LEAST_PART = 4;

/** A word of more letters is taken for no name. */
export const LONGEST = 14;

/**
 * @typedef {object} Lists
 * @property {Set<string>} names
 * @property {Record<string, Set<string>>} everyday by language
 * @property {Set<string>} words of schools, places and methods
 * @property {(word: string) => boolean} listed whether the dictionary holds a word
 */

/** `word` as it stands in the lists: small letters without accents. @param {string} word */
export const folded = word => word.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[łøıđðßæœ’]/g, letter => LETTERS[letter]);

/** The bits that a word sets: FNV-1a of 32 bits, spread by double hashing. @param {Uint8Array} held @param {string} word */
function inFilter(held, word) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(word)) value = Math.imul(value ^ byte, 0x01000193);
  const step = Math.imul(value, 0x9e3779b1) | 1, size = (held.length - 1) * 8;
  for (let turn = 0; turn < held[0]; turn++) {
    const place = ((value + Math.imul(turn, step)) >>> 0) % size;
    if (!((held[1 + (place >> 3)] >> (place & 7)) & 1)) return false;
  }
  return true;
}

/** @param {string} names @param {string} words @param {Uint8Array} dictionary @returns {Lists} */
export function listsFrom(names, words, dictionary) {
  const rows = names.trim().split("\n").map(line => line.split(" "));
  const lines = words.split("\n").filter(line => !line.startsWith("#"));
  const everyday = language => new Set(rows.filter(row => row.includes(language, 1)).map(row => row[0]));
  return {
    names: new Set(rows.map(row => row[0])),
    everyday: { nl: everyday("nl"), en: everyday("en") },
    words: new Set(lines.flatMap(line => line.split(" "))),
    listed: word => inFilter(dictionary, word),
  };
}

/** Whether the folded `word` is a word, perhaps one made of two. @param {Lists} lists @param {string} word */
export function holds(lists, word) {
  if (lists.words.has(word) || lists.listed(word)) return true;
  const ends = part => (part[0] === "s" && part.length > LEAST_PART && lists.listed(part.slice(1))) || lists.listed(part);
  for (let cut = LEAST_PART; cut <= word.length - LEAST_PART; cut++)
    if (lists.listed(word.slice(0, cut)) && ends(word.slice(cut))) return true;
  return false;
}

/** @param {string} url */
async function load(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

/** @type {Promise<Lists> | undefined} */
let loading;

/**
 * The lists, from their addresses with a space between; what cannot be had now is asked for again next time.
 * @param {string} urls @returns {Promise<Lists>}
 */
export function lists(urls) {
  loading ??= Promise.all(urls.split(" ").map(load))
    .then(async ([these, those, filter]) =>
      listsFrom(await these.text(), await those.text(), new Uint8Array(await filter.arrayBuffer())))
    .catch(wrong => { loading = undefined; throw wrong; });
  return loading;
}
