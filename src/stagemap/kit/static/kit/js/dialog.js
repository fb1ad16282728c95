// A link with data-dialog leads to a page; here its form comes in the dialog instead.

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("dialog"));

/** Fetch the page's "dialog" partial and show it. @param {string} url */
async function open(url) {
  await globalThis.htmx.ajax("get", url, { target: "#dialog", swap: "innerHTML" });
  if (!dialog.firstElementChild || dialog.open) return;
  dialog.showModal();
}

/** Give the dialog the name of its first heading. */
function name() {
  const heading = dialog.querySelector("h1, h2, h3");
  if (!heading) return;
  heading.id ||= "dialog-title";
  dialog.setAttribute("aria-labelledby", heading.id);
}

document.addEventListener("click", event => {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-dialog]"));
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && plain) {
    event.preventDefault();
    open(link.href);
  }
  if (target === dialog || (dialog.contains(target) && target.closest("[data-close]"))) {
    event.preventDefault();
    dialog.close();
  }
});

document.body.addEventListener("kit:dialog", event => open(/** @type {CustomEvent} */ (event).detail.url));
document.body.addEventListener("kit:close", () => dialog.close());
dialog.addEventListener("htmx:afterSwap", name);
dialog.addEventListener("close", () => dialog.replaceChildren());
