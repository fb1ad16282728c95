// Rows of a table: a new one is a copy of the empty one that the server drew; one that is taken out can be put back.

const gone = /** @type {HTMLTemplateElement} */ (document.getElementById("row-gone"));

/** The empty row of each table, with N for its number. @type {Map<HTMLElement, string>} */
const shapes = new Map();

/** @param {HTMLElement} table @returns {HTMLElement[]} */
const rowsOf = table => /** @type {HTMLElement[]} */ ([...(table.querySelector("ol")?.children ?? [])]);

/** Add a row with this number. @param {HTMLElement} table @param {number} number */
function add(table, number) {
  const list = /** @type {HTMLElement} */ (table.querySelector("ol"));
  list.insertAdjacentHTML("beforeend", (shapes.get(table) ?? "").replaceAll(`${table.dataset.entries}-N`, `${table.dataset.entries}-${number}`));
  const row = /** @type {HTMLElement} */ (list.lastElementChild);
  for (const place of row.querySelectorAll("[data-place]")) place.textContent = String(list.children.length);
  table.dispatchEvent(new CustomEvent("portfolio:row", { bubbles: true, detail: { row } }));
  return row;
}

/** The number that no row of a table has yet. @param {HTMLElement} table */
const next = table => Math.max(-1, ...rowsOf(table).map(row => Number(row.dataset.row?.split("-").at(-1)))) + 1;

/** Make the rows that these names speak of. @param {HTMLFormElement} form @param {Iterable<string>} names */
export function growRows(form, names) {
  for (const table of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-entries]"))) {
    for (const name of names) {
      const number = Number(new RegExp(`^${table.dataset.entries}-(\\d+)-`).exec(name)?.[1] ?? -1);
      if (number >= next(table)) add(table, number);
    }
  }
}

/** Take a row out of what is sent, with the way back in its place. @param {HTMLElement} row */
function takeOut(row) {
  row.classList.add("gone");
  const fieldset = /** @type {HTMLFieldSetElement} */ (row.querySelector("fieldset"));
  fieldset.disabled = fieldset.hidden = true;
  row.prepend(gone.content.cloneNode(true));
  /** @type {HTMLElement} */ (row.querySelector("[data-back]")).focus();
}

/** @param {HTMLElement} row */
function putBack(row) {
  row.classList.remove("gone");
  row.querySelector(".back")?.remove();
  const fieldset = /** @type {HTMLFieldSetElement} */ (row.querySelector("fieldset"));
  fieldset.disabled = fieldset.hidden = false;
  /** @type {HTMLElement | null} */ (fieldset.querySelector("input, select, textarea, [contenteditable]"))?.focus();
}

/** @param {HTMLFormElement} form */
export function watchRows(form) {
  for (const table of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-entries]"))) {
    const last = rowsOf(table).at(-1);
    if (last) shapes.set(table, last.outerHTML.replaceAll(/** @type {string} */ (last.dataset.row), `${table.dataset.entries}-N`));
  }
  form.addEventListener("click", event => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const row = /** @type {HTMLElement | null} */ (button?.closest(".entry") ?? null);
    const table = /** @type {HTMLElement | null} */ (button?.closest("[data-entries]") ?? null);
    if (!button || !table) return;
    if (button.matches("[data-back]") && row) putBack(row);
    else if (button.value.startsWith("drop:") && row) takeOut(row);
    else if (button.value.startsWith("more:")) {
      if (rowsOf(table).length >= Number(table.dataset.most || Infinity)) return; // the server says what is full
      /** @type {HTMLElement | null} */ (add(table, next(table)).querySelector("input, select, textarea"))?.focus();
    } else return;
    event.preventDefault();
    form.dispatchEvent(new Event("change"));
  });
}
