// The composer: grows with its text, sends on Enter (never while Chinese is being composed), takes pictures in.
import { Guarding } from "./guarding.js";
import { enterMeans } from "./keys.js";
import { slashAt } from "./slash.js";
import { slotFrom } from "./slots.js";
import { word } from "./words.js";

const HIGHEST_PX = 220;
const TYPING_MS = 3000;
const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];
const HEAVIEST = 10 * 1024 * 1024;

export class Composer {
  // `desk` acts, `view` shows; `palette` are the quick phrases, `suggestions` what answers the buyer.
  constructor(form, { desk, view, palette, suggestions }) {
    Object.assign(this, { form, desk, view, palette, suggestions });
    this.field = form.querySelector("textarea");
    this.guarding = new Guarding({
      field: this.field,
      overlay: form.querySelector("[data-findings]"),
      view,
      check: (text, n, more) => desk.socket.say({ do: "check", conversation: desk.state.selected, text, n, ...more }),
    });
    this.phrases = [];
    this.typingSaid = 0;
    this.field.addEventListener("input", (event) => this.changed(event));
    this.field.addEventListener("compositionend", () => this.guarding.typed(this.field.value));
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("paste", (event) => this.pasted(event));
    this.field.addEventListener("blur", () => this.palette.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    form.querySelector("input[type=file]").addEventListener("change", (event) => {
      this.attach(event.target.files);
      event.target.value = "";
    });
  }

  // Shows the draft of another conversation.
  load(text) {
    this.field.value = text;
    this.phrases = [];
    this.view.note = false;
    this.view.problem = "";
    this.dropAttachments();
    this.palette.close();
    this.suggestions.forget();
    this.grow();
    this.guarding.load(text);
  }

  // A note is no reply: nobody checks it.
  toggleNote() {
    this.view.note = !this.view.note;
    this.view.problem = "";
    this.guarding.load(this.field.value);
    this.focus();
  }

  // What would be sent: the text and the phrases it was made with.
  written() {
    return { text: this.field.value.trim(), phrases: this.phrases };
  }

  // The `/word` that is being typed, which suggestions answer too.
  get searched() {
    return this.palette.open ? this.palette.query : "";
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, HIGHEST_PX)}px`;
  }

  changed(event) {
    this.grow();
    this.view.problem = "";
    this.desk.keepDraft(this.field.value);
    this.guarding.typed(this.field.value, { composing: event.isComposing });
    if (!this.view.isNote && this.field.value && Date.now() - this.typingSaid > TYPING_MS) {
      this.typingSaid = Date.now();
      this.desk.sayTyping();
    }
    if (!event.isComposing) this.lookForSlash();
  }

  lookForSlash() {
    const slash = slashAt(this.field.value, this.field.selectionStart);
    const before = this.searched;
    if (slash) this.palette.search(slash.query);
    else this.palette.close();
    if (this.searched !== before) this.desk.store.paint();
  }

  pressed(event) {
    if (this.palette.pressed(event)) return;
    const meaning = enterMeans(event, this.view.swapped);
    if (meaning === null || meaning === "break") return;
    event.preventDefault();
    if (meaning === "rewrite") this.rewrite();
    else if (this.send() && meaning === "sendNext") this.desk.nextWaiting();
  }

  // Puts the safe wording in place of the sentence; the browser's own undo brings it back.
  rewrite() {
    const safe = this.guarding.safeWording();
    if (safe === null) return;
    this.focus();
    this.field.setSelectionRange(safe.from, safe.to);
    this.insert(safe.text);
  }

  // Opens the phrases as if `/` had been typed.
  openPhrases() {
    this.focus();
    const { value, selectionStart } = this.field;
    const gap = selectionStart > 0 && !/\s/.test(value[selectionStart - 1]) ? " " : "";
    this.insert(`${gap}/`);
  }

  // Puts a phrase where its `/word` stands, or at the cursor, and selects the first slot left open.
  insertPhrase(phrase) {
    this.insertFilled(phrase.filled);
    this.phrases.push(phrase.id);
    if (phrase.picture) this.attachFrom(phrase.picture);
  }

  // The same with a suggestion, which takes the place of nothing that is selected.
  insertSuggestion(text) {
    this.field.setSelectionRange(this.field.selectionEnd, this.field.selectionEnd);
    this.insertFilled(text);
  }

  insertFilled(text) {
    const slash = slashAt(this.field.value, this.field.selectionStart);
    this.focus();
    if (slash) this.field.setSelectionRange(slash.from, this.field.selectionStart);
    const start = this.field.selectionStart;
    this.insert(text);
    this.palette.close();
    const slot = slotFrom(this.field.value, start);
    if (slot && slot.from < start + text.length) this.field.setSelectionRange(slot.from, slot.to);
  }

  // At the cursor, over what is selected, without losing the rest; the browser's own undo still works.
  insert(text) {
    this.focus();
    if (document.execCommand("insertText", false, text)) return;
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.field.dispatchEvent(new Event("input"));
  }

  send() {
    const text = this.field.value.trim();
    const files = this.view.attached.map((each) => each.file);
    if (this.view.composerMode !== "write" || (text === "" && files.length === 0)) return false;
    if (this.waitsForBuyer()) return false;
    const confirmed = this.guarding.leaves();
    if (confirmed === null) return false;
    const suggested = this.view.isNote ? [] : this.suggestions.outcome();
    if (text !== "") this.desk.sendText(text, { note: this.view.isNote, phrases: this.phrases, confirmed, suggested });
    for (const file of files) this.desk.sendPicture(file);
    this.load("");
    return true;
  }

  // Until the server has said whose buyer it is, a reply would be stored as a note that the buyer never sees: it stays in
  // the field, and goes once the buyer is one's own and the page shows it.
  waitsForBuyer() {
    const { taking, state } = this.desk;
    if (taking === null || taking.id !== state.selected || this.view.note) return false;
    const text = this.field.value;
    const goOn = () => this.desk.state.selected === taking.id && this.field.value === text && this.send();
    taking.done.then((got) => got && requestAnimationFrame(goOn));
    return true;
  }

  // The server kept nothing: the text comes back to be mended, unless something else is being written by now.
  // `held` is the verdict that kept it; it is made of what it was made of before.
  giveBack(text, reason, held = null, { phrases = [], suggested = [] } = {}) {
    if (this.field.value.trim() !== "") return false;
    this.field.value = text;
    this.phrases = phrases;
    this.suggestions.taken = suggested.filter((each) => each.text);
    this.desk.keepDraft(text);
    this.grow();
    this.focus();
    this.guarding.load(text);
    if (held) {
      this.guarding.heldBack(held);
      return true;
    }
    const slot = slotFrom(text);
    if (slot) this.field.setSelectionRange(slot.from, slot.to);
    this.view.problem = reason;
    return true;
  }

  pasted(event) {
    const files = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    // Copied from a table, a text comes with a picture of itself; the text is meant.
    if (files.length === 0 || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    this.attach(files);
  }

  attach(files) {
    if (this.view.isNote) {
      this.view.problem = word("note_no_picture");
      return;
    }
    for (const file of files) {
      if (!PICTURES.includes(file.type)) this.view.problem = word("picture_type");
      else if (file.size > HEAVIEST) this.view.problem = word("picture_heavy");
      else this.view.attached.push({ file, url: URL.createObjectURL(file), name: file.name });
    }
    this.focus();
  }

  async attachFrom(url) {
    const response = await fetch(url);
    if (!response.ok) return;
    const blob = await response.blob();
    this.attach([new File([blob], url.split("/").pop(), { type: blob.type })]);
  }

  detach(at) {
    const [gone] = this.view.attached.splice(at, 1);
    URL.revokeObjectURL(gone.url);
    this.focus();
  }

  dropAttachments() {
    for (const { url } of this.view.attached) URL.revokeObjectURL(url);
    this.view.attached = [];
  }
}
