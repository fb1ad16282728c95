// What a form holds, as pairs of name and value; and a form filled in again from such pairs.

import { growRows } from "./rows.js";

const SKIPPED = new Set(["csrfmiddlewaretoken", "revision", "do"]);

/** @typedef {[string, string][]} Values */

/** @param {HTMLFormElement} form @returns {Values} */
export const values = form => /** @type {Values} */ (
  [...new FormData(form)].filter(([name, value]) => !SKIPPED.has(name) && typeof value === "string"));

/** Whether two forms hold the same. @param {Values} one @param {Values} other */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What was sent is kept: a caption that is changed from here on is another one. @param {HTMLFormElement} form @param {Values} sent */
export function settle(form, sent) {
  for (const [name, value] of sent) {
    const was = form.elements.namedItem(name.replace(/^caption:/, "was:"));
    if (name.startsWith("caption:") && was) /** @type {HTMLInputElement} */ (was).value = value;
  }
}

/** The lines of a text that an editor wrote, for a field without one. @param {string} html */
function plain(html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const text = /** @param {Element} element */ element => element.textContent ?? "";
  return [...body.children].map(block => /[UO]L/.test(block.tagName)
    ? [...block.children].map((item, at) => (block.tagName === "UL" ? "- " : `${at + 1}. `) + text(item)).join("\n")
    : text(block)).join("\n\n");
}

/**
 * Put values into the controls of a form that bear their names; a text of an editor goes to its field as `data-html`.
 * @param {HTMLFormElement} form @param {Values} pairs
 */
export function fill(form, pairs) {
  /** @type {Map<string, string[]>} */
  const wanted = new Map();
  for (const [name, value] of pairs) wanted.set(name, [...(wanted.get(name) ?? []), value]);
  growRows(form, wanted.keys());
  for (const control of /** @type {Iterable<any>} */ (form.elements)) {
    if (!control.name || SKIPPED.has(control.name)) continue;
    const html = wanted.get(`${control.name}-html`)?.[0];
    const found = wanted.get(control.name) ?? [];
    if (control.type === "radio" || control.type === "checkbox") control.checked = found.includes(control.value);
    else if (html !== undefined) [control.dataset.html, control.dataset.restored, control.value] = [html, "", plain(html)];
    else if (!["submit", "button", "file"].includes(control.type)) control.value = found[0] ?? "";
  }
}
