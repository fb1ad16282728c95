/** The planner by keyboard: Shift with an arrow moves, Delete takes out, Ctrl or Cmd with Z takes back. */

/** @type {Record<string, string>} */
const SHIFTS = { ArrowUp: "earlier", ArrowDown: "later", ArrowLeft: "previous", ArrowRight: "next" };

/** @param {EventTarget | null} target whether typing there should keep its own undo */
const writes = (target) => target instanceof Element && Boolean(target.closest("input, textarea, select, dialog"));

/** @param {HTMLElement & { change: Function, send: Function }} planner */
export function keys(planner) {
  planner.addEventListener("keydown", (event) => {
    const task = /** @type {Element} */ (event.target).closest(".task[data-block]");
    if (!(task instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    const id = task.dataset.block ?? "";
    if (event.shiftKey && event.key in SHIFTS) {
      event.preventDefault();
      planner.change(id, "position", { shift: SHIFTS[event.key] });
    } else if (event.key === "Delete") {
      event.preventDefault();
      const after = neighbour(planner, task);
      planner.change(id, "removal", {}).then(() => document.getElementById(after)?.focus());
    }
  });

  document.addEventListener("keydown", (event) => {
    const undo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!undo || !planner.isConnected || writes(event.target)) return;
    event.preventDefault();
    planner.send(planner.dataset.undo ?? "", {});
  });
}

/**
 * Where focus goes once a block is gone: the next one, else the one before.
 * @param {HTMLElement} planner
 * @param {HTMLElement} task
 */
function neighbour(planner, task) {
  const all = [...planner.querySelectorAll(".task[data-block]")];
  const at = all.indexOf(task);
  return (all[at + 1] ?? all[at - 1])?.id ?? "week";
}
