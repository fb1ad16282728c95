// Questions that appear for an answer: the server says which (data-when, data-any), here they come and go at once.

/** What was answered: the values of the controls that bear the name. @param {HTMLFormElement} form @param {string} name */
function answers(form, name) {
  const data = new FormData(form);
  const said = [name, `${name}-step`, `${name}-html`].flatMap(each => data.getAll(each));
  const rows = [...data].filter(([each]) => each.startsWith(`${name}-`)).map(([, value]) => value);
  return (said.length ? said : rows).map(value => String(value).replace(/<[^>]*>/g, "").trim()).filter(Boolean);
}

/** @param {HTMLFormElement} form */
function judge(form) {
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-when]"))) {
    const row = each.closest(".entry")?.getAttribute("data-row");
    const found = answers(form, (row ? `${row}-` : "") + each.dataset.when);
    const any = (each.dataset.any ?? "").split(" ").filter(Boolean);
    each.hidden = any.length ? !found.some(value => any.includes(value)) : !found.length;
  }
}

/** @param {HTMLFormElement} form */
export function watchConditions(form) {
  if (!form.querySelector("[data-when]")) return;
  form.addEventListener("input", () => judge(form));
  form.addEventListener("change", () => judge(form));
}
