// One file on its way to the server, in pieces. A broken connection goes on where it stopped, also after a reload:
// the id of an upload follows from the sheet and the bytes of the file.

import { newToken, token } from "./sending.js";

const PIECE = 2 ** 20, AGAIN = [1000, 3000, 10_000, 30_000], HALF = 16;

/**
 * @typedef {object} Way
 * @property {string} url where the upload with this id is asked for and sent
 * @property {HTMLFormElement} form whose token is sent with it
 * @property {(state: "coming" | "cleaning" | "waiting", share: number) => void} moved
 * @property {AbortSignal} signal
 */

/** @param {string} sheet the id of the sheet @param {File} file @returns {Promise<string>} the id of the upload */
export async function keyOf(sheet, file) {
  const id = Uint8Array.from(sheet.replaceAll("-", "").match(/../g) ?? [], pair => parseInt(pair, 16));
  const all = new Uint8Array(await new Blob([id, file]).arrayBuffer());
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", all)).subarray(0, HALF);
  const hex = [...digest].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/** @param {Way} way @param {string} method @param {BodyInit} [body] @param {Record<string, string>} [more] */
const ask = (way, method, body, more) => fetch(way.url, {
  method,
  body,
  headers: { "HX-Request": "true", "HX-Current-URL": location.href, "X-CSRFToken": token(way.form).value, ...more },
  redirect: "error",
  signal: way.signal,
});

/** Wait a while, or until the network is back. @param {number} failures @param {AbortSignal} signal */
const pause = (failures, signal) => new Promise(done => {
  const timer = setTimeout(done, AGAIN[Math.min(failures, AGAIN.length - 1)]);
  for (const name of ["online", "focus"]) addEventListener(name, done, { once: true, signal });
  signal.addEventListener("abort", () => { clearTimeout(timer); done(undefined); });
});

/** Send the piece that begins at `at`. @param {File} file @param {Way} way @param {number} at */
function piece(file, way, at) {
  way.moved(at + PIECE < file.size ? "coming" : "cleaning", at / file.size);
  return ask(way, "POST", file.slice(at, at + PIECE), {
    "Content-Type": "application/octet-stream", "Upload-Offset": String(at), "Upload-Length": String(file.size),
  });
}

/** What an answer means: how far the file is, the line that shows it, or why it is not taken. @param {Response} answer @param {Way} way */
async function read(answer, way) {
  if (answer.status === 201) return { html: await answer.text() };
  if (answer.status === 401) {
    const url = answer.headers.get("X-Sign-In") ?? "/";
    document.body.dispatchEvent(new CustomEvent("kit:signed-out", { detail: { url } }));
    throw new Error("signed out");
  }
  if (answer.status === 403 && (await newToken(way.form))) return {};
  if (answer.status === 422) return { fault: /** @type {string} */ ((await answer.json()).fault) };
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return { fault: "" };
  if (!answer.ok) throw new Error(String(answer.status));
  return { received: /** @type {number} */ ((await answer.json()).received) };
}

/**
 * Send a file until it is there; ends early when the signal says so.
 * @param {File} file @param {Way} way
 * @returns {Promise<{html?: string, fault?: string}>} `fault` is empty where the server gave no sentence
 */
export async function send(file, way) {
  let at = -1, failures = 0;
  while (!way.signal.aborted) {
    try {
      const said = await read(at < 0 ? await ask(way, "GET") : await piece(file, way, at), way);
      if (said.html !== undefined || said.fault !== undefined) return said;
      [at, failures] = [said.received ?? at, 0];
    } catch {
      if (way.signal.aborted) break;
      way.moved("waiting", Math.max(0, at) / file.size);
      at = -1;
      await pause(failures++, way.signal);
    }
  }
  return {};
}

/** Let go of what came so far. @param {Way} way */
export const letGo = way => ask({ ...way, signal: AbortSignal.timeout(10_000) }, "DELETE").catch(() => {});
