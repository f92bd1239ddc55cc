// The keys of a page whose list is worked off: J and K move along its rows and turn its pages, what else there is stands on its
// buttons (data-key). What is typed faster than the page answers waits its turn. What a part of the page asks for by itself moves
// nothing.
const STEPS = { j: 1, k: -1 };

export class WorkedList {
  // `rows` finds the rows of the part called `id`, one of which is aria-current, `title` is the id of what is opened. `steps` are
  // more keys that move; `find` and `press` know of controls that are more than the button of a key.
  constructor(id, { rows, title, steps = {}, find = () => null, press = (control) => control.click(), settled = () => {} }) {
    Object.assign(this, { id, rows, title, find, press, settled, steps: { ...STEPS, ...steps }, waiting: [], asking: false });
    const hear = (name, does) => document.addEventListener(name, ({ detail }) => detail.target?.id === id && does(detail));
    hear("htmx:beforeRequest", () => (this.asking = true));
    hear("htmx:afterRequest", ({ successful }) => successful || this.stop());
    hear("htmx:afterSettle", () => this.goOn());
  }

  get body() {
    return document.getElementById(this.id);
  }

  neighbour(step) {
    const rows = [...this.body.querySelectorAll(this.rows)];
    const next = rows[rows.findIndex((row) => row.hasAttribute("aria-current")) + step];
    return next || this.body.querySelector(step > 0 ? "a[rel=next]" : "a[rel=prev]");
  }

  meant(key) {
    if (this.steps[key]) return this.neighbour(this.steps[key]);
    return this.find(key) || this.body.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  // Takes a key press that means something here; the page has looked whether a field wants it.
  take(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (!this.meant(key)) return;
    event.preventDefault();
    this.waiting.push(key);
    this.workOff();
  }

  workOff() {
    while (!this.asking && this.waiting.length > 0) {
      const control = this.meant(this.waiting.shift());
      if (control) this.press(control);
    }
  }

  stop() {
    this.asking = false;
    this.waiting.length = 0;
  }

  goOn() {
    this.asking = false;
    if (document.activeElement === document.body) document.getElementById(this.title)?.focus({ preventScroll: true });
    this.settled(this.body);
    this.workOff();
  }
}
