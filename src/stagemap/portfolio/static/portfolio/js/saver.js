// Saves one sheet: on this device at once, on the server within two seconds. What was sent and not answered is sent
// again as it was, so that an answer lost on the way never looks like somebody else's change.

import * as drafts from "./drafts.js";
import { answerOf } from "./sending.js";
import { fill, same, settle, values } from "./values.js";

const PAUSE = 1000, MOST = 2000, AGAIN = [2000, 5000, 10_000, 30_000];
const line = /** @type {HTMLElement} */ (document.getElementById("saved-line"));
const shapes = /** @type {HTMLTemplateElement} */ (document.getElementById("saved-states"));

/** @param {string} name @param {object} detail */
const tell = (name, detail) => document.body.dispatchEvent(new CustomEvent(name, { detail }));

/** Show a state of saving; what is wrong is also read out, once. @param {string} name */
function show(name) {
  if (line.dataset.state === name) return;
  line.dataset.state = name;
  const shape = /** @type {HTMLElement} */ (shapes.content.querySelector(`[data-say="${name}"]`));
  line.replaceChildren(shape.cloneNode(true));
  if (name !== "busy") tell("kit:say", { text: line.innerText.trim() });
}

export class Saver {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.key = `${form.dataset.writer} ${form.dataset.sheet}`;
    this.revision = /** @type {HTMLInputElement} */ (form.elements.namedItem("revision"));
    this.sent = /** @type {import("./values.js").Values | null} what was sent and not answered yet */ (null);
    this.busy = /** @type {Promise<void> | null} */ (null);
    this.unsent = this.keeping = this.leaving = false;
    this.since = this.timer = this.failures = 0;
  }

  get unsaved() {
    return this.unsent || this.sent !== null;
  }

  /** Whether saving does not succeed for now. */
  get stuck() {
    return !["", "busy"].includes(line.dataset.state ?? "");
  }

  /** Something was typed. */
  typed() {
    this.unsent = true;
    this.since ||= Date.now();
    this.keep();
    if (line.dataset.state === "two") return; // somebody has to choose first
    this.wait(Math.max(0, Math.min(PAUSE, this.since + MOST - Date.now())));
  }

  /** @param {number} milliseconds */
  wait(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  /** Keep on this device what the form holds, once more when it changed meanwhile. @returns {Promise<boolean>} */
  async keep() {
    if (this.keeping) return true;
    this.keeping = true;
    let held;
    try {
      do {
        held = values(this.form);
        await drafts.keep(this.key, { revision: this.revision.value, values: held });
      } while (!same(held, values(this.form)));
      return true;
    } catch {
      return false;
    } finally {
      this.keeping = false;
    }
  }

  /** Send what the form holds, one request at a time. @returns {Promise<void>} */
  save() {
    clearTimeout(this.timer);
    this.busy ??= this.send().finally(() => (this.busy = null));
    return this.busy;
  }

  async send() {
    if (!this.unsaved) return;
    if (!this.sent) [this.sent, this.unsent, this.since] = [values(this.form), false, 0];
    if (!this.failures) show("busy");
    const answer = await answerOf(this.form, this.sent, this.revision.value);
    if (answer.state === "saved") await this.saved(answer.html);
    else if (answer.state === "signed-out" || answer.state === "here") await this.later(answer);
    else this.refused(answer);
  }

  /** @param {string} html */
  async saved(html) {
    settle(this.form, this.sent ?? []);
    [this.sent, this.failures] = [null, 0];
    globalThis.htmx.swap(line, html, { swapStyle: "innerHTML" });
    line.dataset.state = "";
    this.revision.value = line.querySelector("[data-revision]")?.getAttribute("data-revision") ?? "";
    if (this.unsent) this.wait(PAUSE);
    else await this.forget();
  }

  /** The way to the server is shut for now: try again soon. @param {import("./sending.js").Answer} answer */
  async later({ state, url }) {
    show((await this.keep()) ? "here" : "refused");
    if (state === "signed-out" && !this.failures) tell("kit:signed-out", { url });
    this.wait(AGAIN[Math.min(this.failures++, AGAIN.length - 1)]);
  }

  /** The server says no: what was typed stays here until somebody looks. @param {import("./sending.js").Answer} answer */
  refused({ state, html, events }) {
    [this.sent, this.unsent] = [null, true];
    this.keep();
    show(state);
    if (state === "wrong") globalThis.htmx.swap("#wrong", html, { swapStyle: "outerHTML" });
    for (const [name, detail] of Object.entries(events ?? {})) tell(name, detail);
  }

  /** The page goes away: send what is not sent, without waiting for the answer. */
  flush() {
    if (this.unsaved && !this.busy) answerOf(this.form, values(this.form), this.revision.value, { leaving: true });
  }

  /**
   * What this device kept when the page went down. Kept from an older revision, the server says whether it is news;
   * what was chosen in a comparison is none.
   * @returns {Promise<boolean>} whether something was put back
   */
  async restore() {
    const draft = await drafts.find(this.key).catch(() => undefined);
    if (!draft || location.hash === "#chosen" || same(draft.values, values(this.form))) return this.forget();
    if (draft.revision !== this.revision.value) {
      const answer = await answerOf(this.form, draft.values, draft.revision);
      if (answer.state === "saved") return this.forget();
      this.revision.value = draft.revision;
    }
    fill(this.form, draft.values);
    this.typed();
    return true;
  }

  /** Nothing is kept on this device any more. */
  async forget() {
    await drafts.drop(this.key).catch(() => {});
    return false;
  }
}
