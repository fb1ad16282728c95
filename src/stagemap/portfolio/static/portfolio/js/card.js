// The door of a class card: its key stands behind the # of the scanned address, which no server sees. It goes into the
// form, and to the server only together with the pin.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-card-secret]"));
const key = /** @type {HTMLInputElement | undefined} */ (form?.elements.namedItem("secret"));

if (key) {
  key.value = location.hash.slice(1) || key.value;
  const asked = /** @type {HTMLElement} */ (key.closest("[data-card-key]"));
  asked.hidden = Boolean(key.value) && !asked.querySelector(".error");
}
