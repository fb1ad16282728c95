// One toast at a time: 8 seconds, longer while it is hovered or focused, always with a way to close or undo it.

const STAY = 8000;
const area = /** @type {HTMLElement} */ (document.getElementById("toasts"));
const shape = /** @type {HTMLTemplateElement} */ (document.getElementById("new-toast"));
const voice = /** @type {HTMLElement} */ (document.getElementById("say"));
let timer = 0;

/** Close the toast after a while, unless somebody is at it. @param {Element} toast */
function leave(toast) {
  clearTimeout(timer);
  timer = setTimeout(() => (toast.matches(":hover, :focus-within") ? leave(toast) : toast.remove()), STAY);
}

/** Where a toast can be seen and used: the rest of the page is inert below an open dialog. @returns {Element} */
const place = () => [...document.querySelectorAll("dialog[open]")].at(-1) ?? area;

/** Put in a toast instead of the one that was there. @param {Element} toast */
function put(toast) {
  document.querySelector(".toast")?.remove();
  place().append(toast);
  leave(toast);
}

/** Let the form post to `undo` with the page's token. @param {HTMLFormElement} form @param {string} undo */
function fill(form, undo) {
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "csrfmiddlewaretoken";
  token.value = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];
  form.append(token);
  form.setAttribute("action", undo);
}

/** Show a text, with a button that posts to `undo` when that is given. @param {{text: string, undo?: string}} detail */
function show({ text, undo }) {
  const toast = /** @type {Element} */ (shape.content.firstElementChild?.cloneNode(true));
  /** @type {Element} */ (toast.querySelector("p")).textContent = text;
  const form = /** @type {HTMLFormElement} */ (toast.querySelector("form"));
  if (undo) fill(form, undo);
  else form.remove();
  if (place() !== area) toast.setAttribute("role", "status");
  put(toast);
}

/** Read a text out, the same one twice if need be. @param {string} text */
function say(text) {
  voice.textContent = "";
  setTimeout(() => (voice.textContent = text), 60);
}

document.body.addEventListener("kit:toast", event => show(/** @type {CustomEvent} */ (event).detail));
document.body.addEventListener("kit:say", event => say(/** @type {CustomEvent} */ (event).detail.text));
document.addEventListener("click", event => {
  const button = /** @type {Element} */ (event.target).closest("[data-dismiss]");
  button?.closest(".toast")?.remove();
});
document.addEventListener("keydown", event => {
  if (event.key === "Escape" && area.contains(document.activeElement)) area.replaceChildren();
});
document.addEventListener("close", event => {
  const toast = /** @type {Element} */ (event.target).querySelector?.(".toast");
  if (toast) area.append(toast); // a toast outlives the dialog that it came with
}, true);

const first = area.firstElementChild; // came with the page: put it in again, so that it is read out
if (first) {
  first.remove();
  setTimeout(() => put(first), 100);
}
