// What the server finds wrong while a sheet saves itself stands on top of the page; here it is told at each question too.

const told = /** @type {HTMLElement} */ (document.getElementById("wrong"));

/** Nothing is told any more. @param {HTMLFormElement} form */
function clear(form) {
  for (const each of form.querySelectorAll(".error")) each.remove();
  for (const each of form.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  for (const each of form.querySelectorAll('[aria-describedby*="_error"]')) {
    const rest = (each.getAttribute("aria-describedby") ?? "").split(" ").filter(id => !id.endsWith("_error"));
    if (rest.length) each.setAttribute("aria-describedby", rest.join(" "));
    else each.removeAttribute("aria-describedby");
  }
}

/** Put one sentence below its question, and let its controls say so. @param {HTMLFormElement} form @param {Element} error */
function place(form, error) {
  const name = error.id.replace(/^id_/, "").replace(/_error$/, "");
  const controls = /** @type {HTMLElement[]} */ ([...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)]);
  const frame = controls[0]?.closest(".field, .item");
  if (!frame) return;
  frame.append(error);
  const editor = document.getElementById(`id_${name}-rich`);
  const alone = controls.filter(control => !control.matches("[type=radio], [type=checkbox]"));
  for (const control of alone.length ? [...alone, ...(editor ? [editor] : [])] : [frame]) {
    control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
    if (control !== frame) control.setAttribute("aria-invalid", "true");
  }
}

/** Whenever the list on top is another one, the sentences at the questions are too. @param {HTMLFormElement} form */
export function watchFaults(form) {
  const around = /** @type {HTMLElement} */ (told.parentElement);
  new MutationObserver(() => {
    clear(form);
    for (const error of document.querySelectorAll("#wrong [hidden] > .error")) place(form, error);
  }).observe(around, { childList: true });
}
