/**
 * Dragging with a mouse or pen: a block to another place, its lower edge to another length, a task from the list
 * into the week. A finger never drags: on touch a tap opens the dialog, which is the full way for everybody.
 */
import { Week } from "./week.js";

const FAR_ENOUGH = 6; // pixels before a press becomes a drag

/** @param {HTMLElement & { change: Function }} planner */
export function drag(planner) {
  planner.addEventListener("dragstart", (event) => event.preventDefault()); // the browser's own link dragging
  planner.addEventListener("pointerdown", (press) => {
    const subject = subjectOf(/** @type {Element} */ (press.target));
    if (!subject || press.button !== 0 || press.pointerType === "touch") return;
    if (!subject.grip && /** @type {Element} */ (press.target).closest(".card .btn")) return;
    follow(planner, subject, press);
  });
}

/**
 * @typedef {{ element: HTMLElement, grip: boolean, minutes: number }} Subject
 * @param {Element} target
 * @returns {Subject | null}
 */
function subjectOf(target) {
  const element = target.closest(".roster .task[data-start], .roster .task[data-slot], .tray .card[data-new]");
  if (!(element instanceof HTMLElement)) return null;
  const grip = Boolean(target.closest(".grip"));
  return { element, grip, minutes: Number(element.dataset.minutes ?? 50) };
}

/**
 * @param {HTMLElement & { change: Function }} planner
 * @param {Subject} subject
 * @param {PointerEvent} press
 */
function follow(planner, subject, press) {
  const stop = new AbortController();
  const { signal } = stop;
  /** @type {Week | null} */
  let week = null;
  /** @type {import("./week.js").Place | null} */
  let place = null;

  const end = () => {
    stop.abort();
    week?.clear();
    subject.element.classList.remove("dragged");
  };
  addEventListener("pointermove", (move) => {
    if (!week && Math.hypot(move.clientX - press.clientX, move.clientY - press.clientY) < FAR_ENOUGH) return;
    if (!week) {
      week = new Week(/** @type {HTMLElement} */ (planner.querySelector(".roster")));
      subject.element.classList.add("dragged");
      getSelection()?.removeAllRanges();
    }
    place = subject.grip ? week.stretched(subject.element, move.clientY) : week.placeAt(move, subject, press);
    week.show(place);
  }, { signal });
  addEventListener("keydown", (key) => { if (key.key === "Escape") { place = null; end(); } }, { signal });
  addEventListener("pointercancel", end, { signal });
  addEventListener("pointerup", () => {
    const moved = week !== null;
    end();
    if (!moved) return;
    swallowClick();
    if (place) drop(planner, subject, place);
  }, { signal });
}

/** The click that a browser sends at the end of a drag must not open the dialog. */
function swallowClick() {
  const over = new AbortController();
  const stop = (/** @type {Event} */ click) => { click.preventDefault(); click.stopPropagation(); };
  addEventListener("click", stop, { capture: true, signal: over.signal });
  setTimeout(() => over.abort());
}

/**
 * @param {HTMLElement & { change: Function }} planner
 * @param {Subject} subject
 * @param {import("./week.js").Place} place
 */
function drop(planner, subject, place) {
  const id = subject.element.dataset.block;
  if (id && subject.grip) planner.change(id, "length", { minutes: place.minutes });
  else if (id) planner.change(id, "position", { day: place.day, slot: place.slot, start: place.start ?? "" });
  else openNew(subject.element, place);
}

/**
 * A task of the list was dropped: the dialog opens with its place filled in.
 * @param {HTMLElement} card
 * @param {import("./week.js").Place} place
 */
function openNew(card, place) {
  const link = card.querySelector("a[data-dialog]");
  if (!(link instanceof HTMLAnchorElement)) return;
  const address = new URL(link.href);
  address.searchParams.set("day", place.day);
  address.searchParams.set("slot", place.slot);
  if (place.start !== null) address.searchParams.set("start", String(place.start));
  const before = link.href;
  link.href = address.href;
  link.click();
  link.href = before;
}
