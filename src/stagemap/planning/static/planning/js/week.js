/**
 * The drawn week as geometry: from a point on the screen to a day, a slot and a time, and back to a dashed frame.
 * @typedef {{ day: string, slot: string, start: number | null, minutes: number, at: string, len: number, column: HTMLElement }} Place
 */
const UNIT = 5; // minutes in one row
const NEAR = 10; // minutes within which a drop snaps to the start of a lesson

export class Week {
  /** @param {HTMLElement} roster */
  constructor(roster) {
    this.roster = roster;
    const number = (/** @type {string} */ key) => Number(roster.dataset[key]);
    this.morning = [number("morning"), number("noon")];
    this.afternoon = [number("afternoon"), number("evening")];
    this.am = number("am");
    this.starts = (roster.dataset.starts ?? "").split(",").map(Number);
    const rows = getComputedStyle(roster).gridTemplateRows.replace(/\[[^\]]*\]/g, " ").trim().split(/\s+/).map(parseFloat);
    this.edges = rows.reduce((edges, size) => [...edges, edges[edges.length - 1] + size], [0]);
    this.frame = document.createElement("li");
    this.frame.className = "slot drop";
    this.frame.setAttribute("aria-hidden", "true");
  }

  /**
   * Where a block would land: its top follows the pointer, less where it was taken hold of.
   * @param {PointerEvent} move
   * @param {{ element: HTMLElement, minutes: number }} subject
   * @param {PointerEvent} press
   * @returns {Place | null}
   */
  placeAt(move, subject, press) {
    const column = this.columnAt(move.clientX);
    if (!column) return null;
    const held = subject.element.closest(".roster") ? press.clientY - subject.element.getBoundingClientRect().top : 8;
    const row = this.rowAt(move.clientY - Math.min(held, 400) + 2);
    return this.placeIn(column, row, subject.minutes);
  }

  /**
   * @param {HTMLElement} column
   * @param {number} row counted from 1
   * @param {number} minutes
   * @returns {Place | null}
   */
  placeIn(column, row, minutes) {
    const day = column.dataset.day ?? "";
    const last = this.edges.length - 1;
    const clock = (/** @type {number} */ start) => {
      const at = this.snapped(start);
      return { day, slot: "clock", start: at, minutes, ...this.rowsOf(at, minutes), column };
    };
    if (row <= 1) return null;
    if (row === 2) return clock(this.morning[0] - minutes);
    if (row <= 2 + this.am) return clock(this.morning[0] + (row - 3) * UNIT);
    if (row === 3 + this.am) return clock(this.morning[1] + 2 * UNIT);
    if (row <= last - 2) return clock(this.afternoon[0] + (row - 4 - this.am) * UNIT);
    if (row === last - 1) return clock(this.afternoon[1]);
    return { day, slot: "home", start: null, minutes, at: "thuis", len: 1, column };
  }

  /**
   * A block whose lower edge is dragged to ``y``: at least one row long.
   * @param {HTMLElement} element
   * @param {number} y
   * @returns {Place | null}
   */
  stretched(element, y) {
    const column = /** @type {HTMLElement} */ (element.closest(".day"));
    const start = Number(element.dataset.start);
    const end = this.minuteAt(this.rowAt(y));
    const minutes = Math.max(UNIT, end - start);
    return { day: column.dataset.day ?? "", slot: "clock", start, minutes, ...this.rowsOf(start, minutes), column };
  }

  /** @param {number} x */
  columnAt(x) {
    const columns = /** @type {HTMLElement[]} */ ([...this.roster.querySelectorAll(".day")]);
    return columns.find((c) => { const r = c.getBoundingClientRect(); return r.left <= x && x < r.right; }) ?? null;
  }

  /** @param {number} y */
  rowAt(y) {
    const inside = y - this.roster.getBoundingClientRect().top - this.roster.clientTop;
    const row = this.edges.findIndex((edge) => edge > inside);
    return row < 0 ? this.edges.length - 1 : row;
  }

  /** @param {number} row the minute at which a row ends */
  minuteAt(row) {
    if (row <= 2) return this.morning[0];
    if (row <= 2 + this.am) return this.morning[0] + (row - 2) * UNIT;
    if (row === 3 + this.am) return this.afternoon[0];
    return Math.min(this.afternoon[0] + (row - 3 - this.am) * UNIT, this.afternoon[1] + 120);
  }

  /** @param {number} start */
  snapped(start) {
    const near = this.starts.find((lesson) => Math.abs(lesson - start) <= NEAR);
    return Math.max(0, near ?? Math.round(start / UNIT) * UNIT);
  }

  /**
   * @param {number} start
   * @param {number} minutes
   */
  rowsOf(start, minutes) {
    if (start < this.morning[0]) return { at: "voor", len: 1 };
    if (start >= this.afternoon[1]) return { at: "na", len: 1 };
    if (start >= this.morning[1] && start < this.afternoon[0]) return { at: "lunch", len: 1 };
    const row = start < this.morning[1]
      ? 3 + (start - this.morning[0]) / UNIT : 4 + this.am + (start - this.afternoon[0]) / UNIT;
    return { at: String(Math.round(row)), len: Math.max(1, Math.round(minutes / UNIT)) };
  }

  /** @param {Place | null} place */
  show(place) {
    if (!place) { this.frame.remove(); return; }
    this.frame.dataset.at = place.at;
    this.frame.dataset.len = String(Math.min(place.len, 120));
    place.column.querySelector(":scope > ol")?.append(this.frame);
  }

  clear() { this.frame.remove(); }
}
