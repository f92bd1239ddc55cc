// A lead puts right what was read: the mood with a digit, what was asked with a list one types into; with an undo.
import { moodMeant } from "./keys.js";
import { word } from "./words.js";

export class Correcting {
  // `reading` shows what was read; `post(talk, body)` stores a correction and gives whether it was; `tell(text, undo)` says so.
  constructor({ reading, post, tell }) {
    Object.assign(this, { reading, post, tell, whole: reading.whole, chip: null, after: null });
    reading.correcting = this;
    this.whole.addEventListener("click", (event) => this.clicked(event));
    this.whole.addEventListener("keydown", (event) => this.pressed(event));
    this.whole.addEventListener("input", (event) => event.target.matches("[data-reading-find]") && this.find(event.target.value));
  }

  get picker() {
    return this.whole.querySelector("[data-reading-picker]");
  }

  isOpen() {
    return this.chip !== null;
  }

  // Other words stand there now.
  renewed() {
    Object.assign(this, { chip: null, after: null });
  }

  clicked({ target }) {
    const meant = target.closest("[data-set-mood], [data-chip], [data-intent]");
    if (!meant) return;
    if (meant.dataset.setMood) this.setMood(meant.dataset.setMood);
    else if (meant.dataset.chip !== undefined) this.pick(meant);
    else this.choose(meant);
  }

  pressed(event) {
    if (event.target.matches("[data-reading-find]")) this.pressedInList(event);
    else if (this.whole.querySelector("[data-set-mood]")) this.pressedOutside(event);
  }

  pressedOutside(event) {
    const mood = moodMeant(event);
    if (!mood) return;
    event.preventDefault();
    this.setMood(mood);
  }

  pressedInList(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark(this.options(), this.options().indexOf(this.marked()) + step);
    else if (event.key === "Enter") this.choose(this.marked());
    else if (event.key === "Escape") this.putAway();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async setMood(mood) {
    const was = this.whole.querySelector("[data-set-mood][aria-pressed=true]");
    if (was && was.dataset.setMood === mood) return;
    const { talk } = this.reading.question;
    if (!(await this.post(talk, { mood }))) return;
    const undo = was ? () => this.post(talk, { mood: was.dataset.setMood }) : null;
    this.tell(word("mood_set", { mood: word(`mood_${mood}`) }), undo);
  }

  // Opens the list below a line of the buyer; the chip is what it replaces, an empty one adds.
  pick(chip) {
    const { picker } = this;
    if (!picker) return;
    if (this.chip === chip) {
      this.putAway();
      return;
    }
    this.chip = chip;
    chip.closest("[data-asked]").append(picker);
    picker.hidden = false;
    const field = picker.querySelector("[data-reading-find]");
    field.value = "";
    this.find("");
    field.focus();
    picker.scrollIntoView({ block: "nearest" });
  }

  putAway() {
    const { chip, after } = this;
    if (!chip) return;
    this.picker.hidden = true;
    this.chip = null;
    chip.focus();
    if (after) after();
  }

  options() {
    return [...this.picker.querySelectorAll("[data-intent]")].filter((each) => !each.hidden);
  }

  marked() {
    return this.picker.querySelector("[data-intent][aria-selected=true]");
  }

  mark(options, at) {
    const before = this.marked();
    if (before) before.setAttribute("aria-selected", "false");
    const field = this.picker.querySelector("[data-reading-find]");
    field.removeAttribute("aria-activedescendant");
    if (options.length === 0) return;
    const option = options[(at + options.length) % options.length];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  find(typed) {
    for (const each of this.picker.querySelectorAll("[data-intent]")) each.hidden = !fits(each.dataset.find, typed);
    this.mark(this.options(), 0);
  }

  async choose(option) {
    const { chip } = this;
    if (!option || !chip) return;
    const line = chip.closest("[data-asked]");
    const before = [...line.querySelectorAll("[data-chip]")].map((each) => each.dataset.chip).filter(Boolean);
    const intents = replaced(before, chip.dataset.chip, option.dataset.intent);
    const message = Number(line.dataset.asked);
    const { talk } = this.reading.question;
    this.putAway();
    if (intents.join() === before.join() || !(await this.post(talk, { message, intents }))) return;
    const set = option.dataset.intent ? word("asked_set", { what: option.textContent.trim() }) : word("asked_nothing");
    this.tell(set, () => this.post(talk, { message, intents: before }));
  }
}

// Whether what was typed is part of an option: its words, the first letters of its pinyin, or its key.
export function fits(option, typed) {
  const words = typed.trim().toLowerCase().split(/\s+/);
  return words.every((each) => option.toLowerCase().includes(each));
}

// What a line asks once one thing of it was chosen anew: an empty `was` adds, an empty `now` takes away; nothing twice.
export function replaced(intents, was, now) {
  const after = was ? intents.map((each) => (each === was ? now : each)) : [...intents, now];
  return [...new Set(after)].filter(Boolean);
}
