// The draft's field with the overlay behind it, which underlines what was found.
import { slotFrom } from "../desk/slots.js";
import { carried, inUnits, paint } from "../desk/verdict.js";

const HIGHEST_PX = 240;

export class Field {
  // `changed(text)` is set by whoever wants to know what is typed.
  constructor(box) {
    this.changed = () => {};
    this.element = box.querySelector("textarea");
    this.overlay = box.querySelector(".finding-overlay");
    this.findings = [];
    this.painted = "";
    this.element.addEventListener("input", (event) => {
      this.shift();
      this.grow();
      // Half of a word that is being composed is still pinyin.
      if (!event.isComposing) this.changed(this.text);
    });
    this.element.addEventListener("compositionend", () => this.changed(this.text));
    this.element.addEventListener("scroll", () => (this.overlay.scrollTop = this.element.scrollTop));
  }

  get text() {
    return this.element.value;
  }

  // Shows another draft, without a word to whoever listens.
  load(text) {
    this.element.value = text;
    this.findings = [];
    this.shift();
    this.grow();
  }

  focus() {
    this.element.focus({ preventScroll: true });
  }

  // Underlines what was found in this text, unless another one stands there by now.
  underline(text, findings) {
    if (text !== this.text) return;
    this.findings = inUnits(text, findings);
    this.painted = text;
    paint(this.overlay, text, this.findings);
  }

  // Until the answer about a changed text comes, what did not change stays underlined.
  shift() {
    this.findings = carried(this.painted, this.text, this.findings);
    this.painted = this.text;
    paint(this.overlay, this.text, this.findings);
  }

  // At the cursor, over what is selected; the browser's own undo still works. The first open slot is selected.
  insert(text) {
    const start = this.element.selectionStart;
    this.write(text);
    const slot = slotFrom(this.text, start);
    if (slot && slot.from < start + text.length) this.element.setSelectionRange(slot.from, slot.to);
  }

  // The same, in the place of nothing that is selected.
  add(text) {
    this.element.setSelectionRange(this.element.selectionEnd, this.element.selectionEnd);
    this.insert(text);
  }

  replace({ from, to, text }) {
    this.focus();
    this.element.setSelectionRange(from, to);
    this.write(text);
  }

  write(text) {
    this.focus();
    if (document.execCommand("insertText", false, text)) return;
    this.element.setRangeText(text, this.element.selectionStart, this.element.selectionEnd, "end");
    this.element.dispatchEvent(new Event("input"));
  }

  grow() {
    this.element.style.height = "auto";
    this.element.style.height = `${Math.min(this.element.scrollHeight, HIGHEST_PX)}px`;
  }
}
