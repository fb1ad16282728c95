// The note under a field: one word at a time, and the answers to it.

import { placeOf } from "./writing.js";

/** @typedef {import("./numbers.js").Hint} Hint */

const shapes = /** @type {HTMLTemplateElement} */ (document.getElementById("name-notes"));

/** The room for notes below a field, made when there is none. @param {HTMLElement} field */
function roomOf(field) {
  const known = document.getElementById(`${field.id}-names`);
  if (known) return known;
  const room = Object.assign(document.createElement("div"), { id: `${field.id}-names`, className: "names" });
  const around = field.closest(".field, .write") ?? field;
  around.after(room);
  return room;
}

/** Say at a field that a note stands below it, or that none does. @param {HTMLElement} field @param {boolean} stands */
function describe(field, stands) {
  const place = placeOf(field), id = `${field.id}-names`;
  const others = (place.getAttribute("aria-describedby") ?? "").split(" ").filter(each => each && each !== id);
  const all = stands ? [...others, id] : others;
  if (all.length) place.setAttribute("aria-describedby", all.join(" "));
  else place.removeAttribute("aria-describedby");
}

/** The note for one hint: its sentence, and buttons that bear the word. @param {Hint} hint @param {number} others */
function noteFor({ word, why }, others) {
  const shape = /** @type {HTMLElement} */ (shapes.content.querySelector(`[data-for~="${why}"]`));
  const note = /** @type {HTMLElement} */ (shape.cloneNode(true));
  for (const each of note.querySelectorAll("[data-why]")) if (each.getAttribute("data-why") !== why) each.remove();
  for (const each of note.querySelectorAll("[data-word]")) each.textContent = word;
  for (const each of note.querySelectorAll("button")) each.value = `name:${each.dataset.answer}:${word}`;
  for (const each of note.querySelectorAll("[data-others]")) {
    each.toggleAttribute("hidden", !others);
    each.textContent = (each.textContent ?? "").replace(/\d+/, String(others));
  }
  return note;
}

/**
 * Show the first of some hints below a field, and read it out; nothing happens when it stands there already.
 * @param {HTMLElement} field @param {Hint[]} hints
 */
export function show(field, hints) {
  const [hint] = hints, room = hint ? roomOf(field) : document.getElementById(`${field.id}-names`);
  const words = new Set(hints.map(each => each.word));
  const key = hint ? `${hint.why} ${hint.word} ${words.size}` : "";
  if (!room || room.dataset.key === key) return;
  room.dataset.key = key;
  room.replaceChildren(...(hint ? [noteFor(hint, words.size - 1)] : []));
  describe(field, Boolean(hint));
  const sentence = room.querySelector("b")?.textContent?.trim();
  if (sentence && field.closest("form")?.contains(document.activeElement))
    document.body.dispatchEvent(new CustomEvent("kit:say", { detail: { text: sentence } }));
}
