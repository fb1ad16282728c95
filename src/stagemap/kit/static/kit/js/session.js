// When a request of htmx fails: nothing that was typed is touched; say what happened and what helps.

const said = /** @type {HTMLElement} */ (document.getElementById("new-toast")).dataset;
const notice = /** @type {HTMLTemplateElement} */ (document.getElementById("signed-out"));

/** @param {string | undefined} text */
const toast = text => document.body.dispatchEvent(new CustomEvent("kit:toast", { detail: { text } }));

/** Signed out meanwhile: offer sign-in in a new tab, over the page. @param {string} url */
function signedOut(url) {
  if (document.getElementById("signed-out-title")) return; // one is enough
  const dialog = document.createElement("dialog");
  dialog.append(notice.content.cloneNode(true));
  /** @type {HTMLAnchorElement} */ (dialog.querySelector("a")).href = url;
  const heading = /** @type {HTMLElement} */ (dialog.querySelector("h2"));
  heading.id = "signed-out-title";
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", event => {
    if (/** @type {Element} */ (event.target).closest("a, [data-close]")) setTimeout(() => dialog.close());
  });
  document.body.append(dialog);
  dialog.showModal();
}

document.body.addEventListener("htmx:responseError", event => {
  const { xhr } = /** @type {CustomEvent} */ (event).detail;
  if (xhr.status === 401) signedOut(xhr.getResponseHeader("X-Sign-In") ?? "/");
  else if (!xhr.getResponseHeader("HX-Trigger")) toast(said.trouble);
});
document.body.addEventListener("kit:signed-out", event => signedOut(/** @type {CustomEvent} */ (event).detail.url));
document.body.addEventListener("htmx:sendError", () => toast(said.offline));
