// Trusted Types: htmx may put in the HTML that this site answers; addresses of scripts must be our own.
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: html => html,
  createScriptURL: url => (new URL(url, location.href).origin === location.origin ? url : null),
});
