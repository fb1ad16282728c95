// The names of the own class: typed once, kept on this device alone, and wiped when somebody signs out.

import { wordsOf } from "./finding.js";

const KEY = "stagemap-class";

/** Whose list it is: nobody else who signs in on this device reads it. @param {string} writer */
const keyOf = writer => `${KEY} ${writer}`;

/** @param {string} writer */
function stored(writer) {
  try {
    return localStorage.getItem(keyOf(writer)) ?? "";
  } catch {
    return ""; // a browser that keeps nothing
  }
}

/** The words of the names of the class, folded. @param {string} writer */
export const classOf = writer => new Set(wordsOf(stored(writer)));

/**
 * The dialog in which the list is written.
 * @param {string} writer @param {() => void} changed
 */
export function watchClass(writer, changed) {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("class-names"));
  const field = dialog?.querySelector("textarea");
  if (!dialog || !field) return;
  for (const button of document.querySelectorAll("[data-class-names]")) button.toggleAttribute("hidden", false);
  document.addEventListener("click", event => {
    const pressed = /** @type {Element} */ (event.target);
    if (pressed.closest("[data-class-names]")) {
      field.value = stored(writer);
      dialog.showModal();
    }
    if (pressed === dialog || (dialog.contains(pressed) && pressed.closest("[data-close]"))) dialog.close();
  });
  dialog.querySelector("form")?.addEventListener("submit", event => {
    event.preventDefault();
    event.stopPropagation();
    if (field.value.trim()) localStorage.setItem(keyOf(writer), field.value);
    else localStorage.removeItem(keyOf(writer));
    dialog.close();
    changed();
  });
  dialog.addEventListener("close", () => (field.value = ""));
}
