/**
 * The week planner. Every change is a POST to an address of the block; the answer is the week as a fresh page
 * would show it. Changes run one after the other, so that quick presses never meet a stale revision.
 */
import { drag } from "./drag.js";
import { keys } from "./keys.js";
import { tray } from "./tray.js";

class StagePlanner extends HTMLElement {
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  connectedCallback() {
    keys(this);
    drag(this);
    tray(this);
    this.addEventListener("htmx:afterSettle", () => this.#keepFocus());
  }

  /** What had the focus may be gone with the answer: then the week has it, and never the whole page. */
  #keepFocus() {
    if (document.activeElement !== document.body || document.querySelector("dialog[open]")) return;
    document.getElementById("week")?.focus({ preventScroll: true });
  }

  /**
   * Sends one change and swaps the week.
   * @param {string} url
   * @param {Record<string, string | number>} values
   */
  send(url, values) {
    const go = () => window.htmx.ajax("POST", url, { target: "#week", swap: "outerHTML", source: this, values });
    this.#last = this.#last.then(go, go);
    return this.#last;
  }

  /**
   * Changes one block, found anew by its id when its turn comes: its revision may have grown meanwhile.
   * @param {string} id
   * @param {string} noun the last part of the address: position, length, removal
   * @param {Record<string, string | number>} values
   */
  change(id, noun, values) {
    const go = () => {
      const task = /** @type {HTMLAnchorElement | null} */ (this.querySelector(`.task[data-block="${id}"]`));
      if (!task) return undefined;
      const address = `${task.pathname}${noun}/`;
      return window.htmx.ajax("POST", address, {
        target: "#week", swap: "outerHTML", source: this, values: { revision: task.dataset.revision ?? "", ...values },
      });
    };
    this.#last = this.#last.then(go, go);
    return this.#last;
  }
}

customElements.define("stage-planner", StagePlanner);
