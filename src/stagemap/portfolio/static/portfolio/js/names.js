// No name of a child gets into the folder: a hint under the field after a pause, and one press that answers it.
// A field takes part by data-names; by data-camera words of judgement get a hint too. Nothing is ever refused here.

import { classOf, watchClass } from "./names/class.js";
import { hintsIn } from "./names/finding.js";
import { folded, lists } from "./names/lists.js";
import { show } from "./names/notes.js";
import { instead } from "./names/places.js";
import { placeOf, textOf, write } from "./names/writing.js";

const PAUSE = 1200;

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** Watches the fields of one form. */
class Names {
  /** @param {HTMLFormElement} form @param {HTMLTemplateElement} told what the page tells: lists, adults, language */
  constructor(form, told) {
    this.form = form;
    this.told = told.dataset;
    this.adults = /** @type {string[]} */ (JSON.parse(told.dataset.known ?? "[]"));
    this.judges = new Set((told.dataset.judges ?? "").split(" "));
    this.cleared = /** @type {HTMLInputElement} */ (form.elements.namedItem("cleared"));
    this.timers = /** @type {Map<Field, number>} */ (new Map());
  }

  get fields() {
    return /** @type {Field[]} */ ([...this.form.elements].filter(field => field.matches("[data-names]"))).filter(field => !field.closest(":disabled:not([data-names])"));
  }

  /** What was answered to be no name, folded. */
  get answered() {
    return this.cleared.value.split("|").filter(Boolean);
  }

  async circle() {
    return {
      lists: await lists(this.told.lists ?? ""),
      known: new Set([...this.adults, ...this.answered]),
      own: classOf(this.form.dataset.writer ?? ""),
      year: Number(this.told.year),
      language: this.told.language ?? "nl",
    };
  }

  /** The hints in a field, words of judgement after names. @param {Field} field */
  async hints(field) {
    const text = textOf(placeOf(field)), circle = await this.circle();
    const words = field.matches("[data-camera]") ? [...text.matchAll(/[\p{L}\p{N}_]+(?:[-'’][\p{L}\p{N}_]+)*/gu)] : [];
    const judged = words
      .filter(({ 0: word }) => this.judges.has(word.toLowerCase()) && !circle.known.has(folded(word)))
      .map(({ 0: word, index }) => ({ start: index, end: index + word.length, word, why: "judges" }));
    return [...hintsIn(text, circle), ...judged];
  }

  /** @param {Field} field */
  async look(field) {
    clearTimeout(this.timers.get(field));
    try {
      show(field, await this.hints(field));
    } catch {
      // the lists could not be loaded: the server looks again before anything is opened
    }
  }

  lookEverywhere() {
    return Promise.all(this.fields.map(field => this.look(field)));
  }

  /** Somebody writes: wait until there is a pause. @param {Field} field */
  typed(field) {
    clearTimeout(this.timers.get(field));
    this.timers.set(field, setTimeout(() => this.look(field), PAUSE));
  }

  /** The field that an event speaks of. @param {Event} event */
  fieldOf({ target }) {
    const element = /** @type {Element} */ (target);
    const id = element.closest("[contenteditable]")?.id.replace(/-rich$/, "") ?? element.id;
    const field = document.getElementById(id);
    return field?.matches("[data-names]") ? /** @type {Field} */ (field) : undefined;
  }

  /** Put something else wherever the word stands, in every field. @param {string} word @param {string} by */
  async replace(word, by) {
    for (const field of this.fields) {
      const place = placeOf(field), all = (await this.hints(field)).filter(hint => folded(hint.word) === folded(word));
      const text = textOf(place), changes = all.map(hint => by ? instead(text, hint, by, this.told.language ?? "nl") : { ...hint, words: "" });
      for (const change of changes.reverse()) write(place, change);
    }
  }

  /** @param {string} word */
  clear(word) {
    this.cleared.value = [...new Set([...this.answered, folded(word)])].join("|");
    this.form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** An answer was pressed; a new code is the server's to make. @param {MouseEvent} event */
  async pressed(event) {
    const button = /** @type {HTMLButtonElement | null} */ (/** @type {Element} */ (event.target).closest(".names [data-answer]"));
    if (!button || button.dataset.answer === "new") return;
    event.preventDefault();
    const field = /** @type {Field} */ (document.getElementById(/** @type {HTMLElement} */ (button.closest(".names")).id.replace(/-names$/, "")));
    const word = button.value.split(":").slice(2).join(":");
    if (button.dataset.answer === "none") this.clear(word);
    else await this.replace(word, button.dataset.by ?? "");
    placeOf(field).focus({ preventScroll: true });
    await this.lookEverywhere();
  }
}

/** @param {HTMLFormElement} form */
export function watchNames(form) {
  const told = /** @type {HTMLTemplateElement | null} */ (document.getElementById("name-notes"));
  if (!told) return;
  const names = new Names(form, told);
  for (const name of ["input", "focusout"])
    document.addEventListener(name, event => { const field = names.fieldOf(event); if (field) names.typed(field); });
  document.addEventListener("click", event => names.pressed(event));
  watchClass(form.dataset.writer ?? "", () => names.lookEverywhere());
  names.lookEverywhere();
}
