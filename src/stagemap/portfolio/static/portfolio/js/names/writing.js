// Where somebody writes: a field of a form, or the editor on top of one. What it says, and another word in its place.

/** @typedef {import("./numbers.js").Hint} Hint */
/** @typedef {{start: number, end: number, words: string}} Change */

const BLOCKS = new Set(["P", "LI", "UL", "OL", "BR"]);

/** The element in which a field is written: the editor's, or the field itself. @param {HTMLElement} field */
export const placeOf = field => document.getElementById(`${field.id}-rich`) ?? field;

/** Every text below an editor with where it begins, and all of it as one. @param {HTMLElement} place */
function read(place) {
  const pieces = /** @type {{node: Text, start: number}[]} */ ([]);
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let text = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof Text) {
      pieces.push({ node, start: text.length });
      text += node.data;
    } else if (BLOCKS.has(node.nodeName)) text += "\n";
  }
  return { text, pieces };
}

/** @param {HTMLElement} place @returns {string} */
export const textOf = place => (place.isContentEditable ? read(place).text : /** @type {HTMLInputElement} */ (place).value);

/** Select a stretch of an editor. @param {HTMLElement} place @param {number} start @param {number} end */
function select(place, start, end) {
  const { pieces } = read(place);
  const at = offset => pieces.findLast(piece => piece.start <= offset) ?? pieces[0];
  const from = at(start), to = at(Math.max(start, end - 1));
  getSelection()?.setBaseAndExtent(from.node, start - from.start, to.node, end - to.start);
}

/**
 * Write something else at one place, as if it were typed: it can be undone, and is saved like everything that is typed.
 * @param {HTMLElement} place @param {Change} change
 */
export function write(place, { start, end, words }) {
  place.focus({ preventScroll: true });
  if (place.isContentEditable) select(place, start, end);
  else /** @type {HTMLInputElement} */ (place).setSelectionRange(start, end);
  document.execCommand(words ? "insertText" : "delete", false, words);
}
