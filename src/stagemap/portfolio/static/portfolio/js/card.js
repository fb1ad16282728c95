// The door of a class card: its key stands behind the # of the scanned address, which no server sees. It goes into the
// form, and to the server only together with the pin.

const form = document.querySelector("form[data-card-secret]");
const secret = location.hash.slice(1);

if (form && secret) {
  /** @type {HTMLInputElement} */ (form.elements.namedItem("secret")).value = secret;
  /** @type {HTMLElement} */ (form.querySelector("[data-card-key]")).hidden = true;
}
