// The page of a personal link: the secret stands behind the # of the address, which no server and no other site sees.
// It goes into the form, and to the server only when the person presses the button.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-link-secret]"));
const secret = location.hash.slice(1);

if (form && secret) {
  /** @type {HTMLInputElement} */ (form.elements.namedItem("secret")).value = secret;
  form.hidden = false;
  document.querySelector("[data-link-code]")?.classList.replace("next", "quiet");
}
