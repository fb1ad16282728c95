// When a sheet is saved: while it is written, when the page goes away, when the network or the writer is back.

import { Saver } from "./saver.js";

const found = /** @type {HTMLTemplateElement} */ (document.getElementById("draft-found"));

/** @param {HTMLFormElement} form */
export async function autosave(form) {
  const saver = new Saver(form);
  listen(form, saver);
  if (await saver.restore()) form.before(found.content.cloneNode(true));
  if (location.hash === "#chosen") history.replaceState(null, "", location.pathname);
}

/** @param {HTMLFormElement} form @param {Saver} saver */
function listen(form, saver) {
  const again = () => { if (saver.unsaved && document.visibilityState === "visible") saver.save(); };
  for (const name of ["input", "change"]) {
    form.addEventListener(name, () => saver.typed());
    document.addEventListener(name, event => { if (isBeside(form, event)) saver.typed(); });
  }
  addEventListener("online", again);
  addEventListener("focus", again);
  addEventListener("pagehide", () => saver.flush());
  addEventListener("pageshow", () => (saver.leaving = false));
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? saver.flush() : again()));
  document.addEventListener("submit", event => first(event, saver), true);
  addEventListener("beforeunload", event => { if (saver.unsaved && saver.stuck && !saver.leaving) event.preventDefault(); });
  document.addEventListener("click", async event => {
    const pressed = /** @type {Element} */ (event.target);
    if (pressed.closest("[data-again]")) saver.save();
    if (pressed.closest("[data-forget]")) {
      saver.leaving = true;
      await saver.forget();
      location.reload();
    }
  });
}

/** Whether something was typed in a control that stands beside the form and is sent with it. @param {HTMLFormElement} form @param {Event} event */
function isBeside(form, { target }) {
  const control = /** @type {HTMLInputElement} */ (target);
  return control.form === form && control.type !== "file" && !form.contains(control);
}

/** A form that leads away waits until all is saved. @param {SubmitEvent} event @param {Saver} saver */
async function first(event, saver) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (saver.leaving || form.hasAttribute("hx-post")) return;
  if (!saver.busy && (form === saver.form || !saver.unsaved)) {
    saver.leaving = form === saver.form;
    return;
  }
  event.preventDefault();
  await saver.save();
  saver.leaving = form === saver.form || !saver.stuck;
  form.requestSubmit(event.submitter);
}
