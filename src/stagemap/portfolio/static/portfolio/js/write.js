// Writing a sheet: what is typed is saved by itself, rows come and go, questions appear, long texts get an editor.

import { autosave } from "./autosave.js";
import { watchFaults } from "./faults.js";
import "./files.js";
import { watchRows } from "./rows.js";
import { watchConditions } from "./shown.js";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("sheet"));

/** What comes when the page has come to rest. @param {HTMLFormElement} form */
async function dress(form) {
  (await import("./rich.js")).upgrade(form);
  (await import("./names.js")).watchNames(form);
}

if (form) {
  watchConditions(form);
  watchRows(form);
  watchFaults(form);
  autosave(form).then(() => requestIdleCallback(() => dress(form), { timeout: 1000 }));
}
