// Writing a sheet: what is typed is saved by itself, rows come and go, questions appear, long texts get an editor.

import { autosave } from "./autosave.js";
import { watchRows } from "./rows.js";
import { watchConditions } from "./shown.js";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("sheet"));

if (form) {
  watchConditions(form);
  watchRows(form);
  autosave(form).then(() => requestIdleCallback(() => import("./rich.js").then(rich => rich.upgrade(form)), { timeout: 1000 }));
}
