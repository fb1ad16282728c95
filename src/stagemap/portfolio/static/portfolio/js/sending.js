// One request that saves a sheet, and what became of it.

const PATIENCE = 20_000, KEPT_ALIVE = 60_000;

/**
 * @typedef {object} Answer
 * @property {"saved" | "signed-out" | "here" | "wrong" | "two" | "refused"} state
 * @property {string} html
 * @property {string} [url] where to sign in
 * @property {Record<string, object>} [events] what the page has to say of a refusal
 */

/** @type {Record<number, Answer["state"]>} */
const STATES = { 401: "signed-out", 403: "here", 409: "two", 422: "wrong" };

/** @param {HTMLFormElement} form */
export const token = form => /** @type {HTMLInputElement} */ (form.elements.namedItem("csrfmiddlewaretoken"));

/** @param {HTMLFormElement} form @param {[string, string][]} values @param {string} revision @param {boolean} leaving */
function post(form, values, revision, leaving) {
  const body = new URLSearchParams([...values, ["revision", revision]]);
  return fetch(form.action, {
    method: "POST",
    body,
    headers: { "HX-Request": "true", "HX-Current-URL": location.href, "X-CSRFToken": token(form).value },
    redirect: "error",
    keepalive: leaving && String(body).length < KEPT_ALIVE,
    ...(leaving ? {} : { signal: AbortSignal.timeout(PATIENCE) }),
  });
}

/**
 * Save `values` as what came of `revision`. After signing in again the token of the page is another one: it is fetched.
 * @param {HTMLFormElement} form @param {[string, string][]} values @param {string} revision
 * @returns {Promise<Answer>}
 */
export async function answerOf(form, values, revision, { leaving = false } = {}) {
  try {
    let answer = await post(form, values, revision, leaving);
    if (answer.status === 403 && (await newToken(form))) answer = await post(form, values, revision, leaving);
    const html = await answer.text();
    if (answer.ok) return { state: "saved", html };
    const told = answer.headers.get("HX-Trigger");
    if (told) return { state: "refused", html: "", events: JSON.parse(told) };
    const state = answer.status >= 500 || answer.status === 429 ? "here" : STATES[answer.status] ?? "refused";
    return { state, html, url: answer.headers.get("X-Sign-In") ?? "/" };
  } catch {
    return { state: "here", html: "" };
  }
}

/** Take over the token that the site gives to whoever is signed in now. @param {HTMLFormElement} form */
export async function newToken(form) {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const found = /** @type {HTMLInputElement | null} */ (page.querySelector("[name=csrfmiddlewaretoken]"));
  if (!found || found.value === token(form).value) return false;
  for (const each of document.querySelectorAll("[name=csrfmiddlewaretoken]")) each.setAttribute("value", found.value);
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": found.value }));
  return true;
}
