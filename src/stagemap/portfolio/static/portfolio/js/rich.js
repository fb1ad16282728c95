// Long texts with bold, italic and lists: an editor on top of each field, loaded when the page has come to rest.
// Without it the field stays as it is: plain text with empty lines and dashes.

import { Bold, BulletList, Document, Editor, HardBreak, History, Italic, ListItem, OrderedList, Paragraph, Text }
  from "../../django_prose_editor/editor.js";

const words = /** @type {HTMLTemplateElement} */ (document.getElementById("rich-tools"));
const extensions = [Document, Paragraph, Text, Bold, Italic, BulletList, OrderedList, ListItem, HardBreak, History];
const PRESSES = {
  bold: editor => editor.chain().focus().toggleBold().run(),
  italic: editor => editor.chain().focus().toggleItalic().run(),
  bulletList: editor => editor.chain().focus().toggleBulletList().run(),
  orderedList: editor => editor.chain().focus().toggleOrderedList().run(),
};

/** What stands in a field: as an editor wrote it, or its lines. @param {HTMLTextAreaElement} field */
function content(field) {
  const changed = field.value !== field.defaultValue && !("restored" in field.dataset);
  if (field.dataset.html !== undefined && !changed) return field.dataset.html;
  const text = line => (line ? [{ type: "text", text: line }] : []);
  const block = lines => lines.split("\n").flatMap((line, at) => [...(at ? [{ type: "hardBreak" }] : []), ...text(line)]);
  return { type: "doc", content: field.value.split(/\n[ \t]*\n/).map(lines => ({ type: "paragraph", content: block(lines) })) };
}

/** @param {HTMLTextAreaElement} field */
function dress(field) {
  if (field.dataset.dressed) return;
  field.dataset.dressed = "yes";
  const label = /** @type {HTMLElement} */ (field.labels[0]);
  label.id ||= `${field.id}-label`;
  const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: `${field.name}-html` });
  const tools = /** @type {HTMLElement} */ (words.content.firstElementChild.cloneNode(true));
  tools.setAttribute("aria-controls", `${field.id}-rich`);
  const place = Object.assign(document.createElement("div"), { className: "rich" });
  field.after(tools, place, hidden);
  const described = field.getAttribute("aria-describedby");
  const editor = new Editor({
    element: place,
    extensions,
    injectCSS: false,
    content: content(field),
    editorProps: {
      attributes: {
        id: `${field.id}-rich`, role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id,
        ...(described ? { "aria-describedby": described } : {}),
        ...(field.getAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
      },
    },
    onUpdate: () => {
      hidden.value = editor.isEmpty ? "" : editor.getHTML();
      hidden.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onTransaction: () => press(tools, editor),
    onFocus: () => stay(tools),
  });
  hidden.value = editor.isEmpty ? "" : editor.getHTML();
  field.disabled = field.hidden = true;
  label.addEventListener("click", () => editor.commands.focus());
  tools.addEventListener("click", event => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-mark]"));
    if (button) PRESSES[button.dataset.mark](editor);
  });
  tools.addEventListener("keydown", event => walk(tools, event));
}

/** Say which marks hold where the cursor stands. @param {HTMLElement} tools @param {Editor} editor */
function press(tools, editor) {
  for (const button of tools.querySelectorAll("[data-mark]"))
    button.setAttribute("aria-pressed", String(editor.isActive(button.getAttribute("data-mark"))));
}

/** One Tab stop for the tools; arrows lead from one to the next. @param {HTMLElement} tools @param {KeyboardEvent} event */
function walk(tools, event) {
  const all = [...tools.querySelectorAll("button")], step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = all.at((all.findIndex(each => each === event.target) + step) % all.length);
  for (const each of all) each.tabIndex = each === next ? 0 : -1;
  next?.focus();
}

/** The tools stay with the text written last: nothing on a phone may move away under a finger. @param {HTMLElement} tools */
function stay(tools) {
  for (const each of document.querySelectorAll(".tools")) each.toggleAttribute("data-last", each === tools);
}

/** Give every long text below `root` an editor; the one that somebody is typing in gets it afterwards. @param {ParentNode} root */
export function upgrade(root) {
  for (const field of /** @type {NodeListOf<HTMLTextAreaElement>} */ (root.querySelectorAll("textarea[data-rich]"))) {
    if (field === document.activeElement) field.addEventListener("blur", () => dress(field), { once: true });
    else dress(field);
  }
}
