/** The inspiration list: search and filters answer at once; without this script the form asks the server. */

/** @param {string} text without case and accents, so that "differentieren" finds "Differentiëren" */
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

/** @param {HTMLElement} planner */
export function tray(planner) {
  const form = planner.querySelector("form.tray-filter");
  if (!(form instanceof HTMLFormElement)) return;
  const filter = () => show(planner, new FormData(form));
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  planner.addEventListener("htmx:afterSwap", () => show(planner, new FormData(form)));
}

/**
 * @param {HTMLElement} planner
 * @param {FormData} asked
 */
function show(planner, asked) {
  const words = plain(String(asked.get("q") ?? "")).split(/\s+/).filter(Boolean);
  const levels = asked.getAll("level").filter(Boolean);
  const group = String(asked.get("group") ?? "");
  const proposed = asked.has("proposed");
  let count = 0;
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (planner.querySelectorAll(".tray [data-group]"))) {
    let here = 0;
    for (const card of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".card"))) {
      const fits = (!levels.length || levels.includes(card.dataset.size ?? ""))
        && (!group || card.dataset.code === group)
        && (!proposed || "proposed" in card.dataset)
        && words.every((word) => plain(card.textContent ?? "").includes(word));
      card.hidden = !fits;
      here += Number(fits);
    }
    list.hidden = here === 0;
    count += here;
  }
  const line = planner.querySelector(".tray [data-count]");
  if (line instanceof HTMLElement) {
    const words_ = count === 0 ? line.dataset.none : count === 1 ? line.dataset.one : line.dataset.many;
    line.textContent = (words_ ?? "").replace("#", String(count));
  }
}
