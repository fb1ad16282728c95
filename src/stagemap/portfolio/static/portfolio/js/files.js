// The files beside a sheet: chosen, dragged in or taken with the camera, they are sent at once, one after the other.
// Without this, or at an address that is not secure, the button of the form sends them.

import { keyOf, letGo, send } from "./upload.js";

class SheetFiles extends HTMLElement {
  #last = Promise.resolve();

  connectedCallback() {
    if (!globalThis.crypto?.subtle) return;
    this.querySelector("[value=attach]")?.toggleAttribute("hidden", true);
    this.querySelector("[data-drop]")?.toggleAttribute("hidden", false);
    this.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement) || target.type !== "file") return;
      this.add(target.files);
      target.value = "";
    });
    this.addEventListener("dragover", event => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.classList.add("over");
    });
    for (const name of ["dragleave", "drop"]) this.addEventListener(name, () => this.classList.remove("over"));
    this.addEventListener("drop", event => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      this.add(event.dataTransfer.files);
    });
  }

  get form() {
    return /** @type {HTMLFormElement} */ (document.getElementById("sheet"));
  }

  /** Show a line for each file and send them, each when the one before it is there. @param {FileList | null} files */
  add(files) {
    const shape = /** @type {HTMLTemplateElement} */ (document.getElementById("file-coming"));
    for (const file of files ?? []) {
      const line = /** @type {HTMLElement} */ (shape.content.firstElementChild?.cloneNode(true));
      /** @type {HTMLElement} */ (line.querySelector("[data-name]")).textContent = file.name;
      const gone = new AbortController();
      line.querySelector("[data-let-go]")?.addEventListener("click", () => { gone.abort(); line.remove(); });
      this.querySelector("ul")?.append(line);
      this.#last = this.#last.then(() => this.send(file, line, gone.signal)).catch(() => this.refuse(line, ""));
    }
  }

  /** @param {File} file @param {HTMLElement} line @param {AbortSignal} signal */
  async send(file, line, signal) {
    if (signal.aborted) return;
    const id = await keyOf(this.form.dataset.sheet ?? "", file);
    const way = {
      url: (this.dataset.url ?? "").replace(/[0-9a-f-]{36}(?=\/$)/, id),
      form: this.form,
      moved: (state, share) => show(line, state, share),
      signal,
    };
    const answer = await send(file, way);
    if (signal.aborted) await letGo(way);
    else if (answer.html !== undefined) this.keep(line, id, answer.html);
    else if (answer.fault !== undefined) this.refuse(line, answer.fault);
  }

  /** The file is there: its own line takes the place of what was shown. @param {HTMLElement} line @param {string} id @param {string} html */
  keep(line, id, html) {
    const known = document.getElementById(`file-${id}`);
    if (known) {
      line.remove();
      known.scrollIntoView({ block: "nearest" });
      return;
    }
    globalThis.htmx.swap(line, html, { swapStyle: "outerHTML" });
    const label = document.getElementById(`file-${id}`)?.querySelector("[data-label]")?.textContent ?? "";
    tell(`${label} ${this.dataset.kept}`);
  }

  /** @param {HTMLElement} line @param {string} fault */
  refuse(line, fault) {
    const place = /** @type {HTMLElement} */ (line.querySelector("[data-fault]"));
    if (fault) place.textContent = fault;
    line.dataset.state = "refused";
    tell(place.textContent ?? "");
  }
}

/** @param {string} text */
const tell = text => document.body.dispatchEvent(new CustomEvent("kit:say", { detail: { text } }));

/** @param {HTMLElement} line @param {string} state @param {number} share */
function show(line, state, share) {
  line.dataset.state = state;
  /** @type {HTMLProgressElement} */ (line.querySelector("progress")).value = share;
}

customElements.define("sheet-files", SheetFiles);
