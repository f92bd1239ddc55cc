// A scanner types a whole number faster than anybody presses keys: what comes so is searched, wherever the focus is, and presses
// no button; a key that comes alone is one.
const APART_MS = 60;
const OF_NUMBERS = /^[0-9a-z-]$/i;

export class Scanning {
  // `onKey(key)` is given what was pressed alone, `onScan(text, whole)` what was scanned, `whole` if Enter ended it.
  constructor({ onKey, onScan, later = (deed, after) => setTimeout(deed, after), forget = (timer) => clearTimeout(timer) }) {
    Object.assign(this, { onKey, onScan, later, forget });
    this.typed = "";
  }

  // Gives whether the key is taken care of.
  press(key) {
    if (key === "Enter" && this.typed.length > 1) {
      this.over(true);
      return true;
    }
    if (!OF_NUMBERS.test(key)) return false;
    this.typed += key;
    this.forget(this.timer);
    this.timer = this.later(() => this.over(false), APART_MS);
    return true;
  }

  over(whole) {
    const { typed } = this;
    this.forget(this.timer);
    this.typed = "";
    if (typed.length === 1) this.onKey(typed.toLowerCase());
    else this.onScan(typed, whole);
  }
}
