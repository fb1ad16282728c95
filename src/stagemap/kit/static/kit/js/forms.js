// Small helps for forms: focus on what is wrong, a warning before text is lost, sending on change.

/** Focus the first thing that asks for it within `root`. @param {ParentNode} root */
function focus(root) {
  const place = /** @type {HTMLElement | null} */ (root.querySelector("[data-focus]"));
  place?.focus();
}

/** @type {Set<HTMLFormElement>} */
const unsaved = new Set();

document.addEventListener("input", event => {
  const form = /** @type {Element} */ (event.target).closest("form");
  if (form?.matches("[data-guard]")) unsaved.add(form);
});
document.addEventListener("submit", event => unsaved.delete(/** @type {HTMLFormElement} */ (event.target)));
document.body.addEventListener("htmx:responseError", event => {
  const form = /** @type {CustomEvent} */ (event).detail.elt.closest?.("form[data-guard]");
  if (form) unsaved.add(form);
});
addEventListener("beforeunload", event => {
  if ([...unsaved].some(form => form.isConnected)) event.preventDefault();
});

document.addEventListener("change", event => {
  const form = /** @type {Element} */ (event.target).closest("form");
  if (form?.matches("[data-auto]")) form.requestSubmit();
});

document.body.addEventListener("htmx:load", event => focus(/** @type {CustomEvent} */ (event).detail.elt));
focus(document);
