// Passkeys: a form with data-passkey="get" or "create" asks the device for a credential and then sends itself.
// The options come with the form (data-options), or else from the address that it is sent to.

/** @param {string} text base64url @returns {Uint8Array} */
const decode = text =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), character => character.charCodeAt(0));

/** @param {ArrayBuffer} buffer @returns {string} base64url without padding */
const encode = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

/** The options as the browser wants them: bytes where JSON has text. @param {any} options */
function unpack({ publicKey }) {
  const keys = (/** @type {any[]} */ list) => list?.map(key => ({ ...key, id: decode(key.id) }));
  return {
    publicKey: {
      ...publicKey,
      challenge: decode(publicKey.challenge),
      ...(publicKey.user && { user: { ...publicKey.user, id: decode(publicKey.user.id) } }),
      ...(publicKey.allowCredentials && { allowCredentials: keys(publicKey.allowCredentials) }),
      ...(publicKey.excludeCredentials && { excludeCredentials: keys(publicKey.excludeCredentials) }),
    },
  };
}

/** What the device answered, as JSON. @param {any} credential */
function pack(credential) {
  const response = /** @type {Record<string, string>} */ ({});
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = encode(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

/** @param {HTMLFormElement} form */
async function ask(form) {
  const { passkey, options } = form.dataset;
  const answer = options ? null : await fetch(form.action, { headers: { Accept: "application/json" } });
  const wanted = unpack(answer ? (await answer.json()).request_options : JSON.parse(options ?? ""));
  const { credentials } = navigator;
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"));
  field.value = pack(await (passkey === "create" ? credentials.create(wanted) : credentials.get(wanted)));
  form.submit();
}

// A passkey belongs to a name: at a bare address, as that of a demo on this machine, no browser makes one.
if (window.PublicKeyCredential && !/^[\d.]+$/.test(location.hostname)) {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-passkey]"))) {
    form.hidden = false;
    form.addEventListener("submit", event => {
      event.preventDefault();
      ask(form).catch(() =>
        document.body.dispatchEvent(new CustomEvent("kit:toast", { detail: { text: form.dataset.trouble } })),
      );
    });
  }
}
