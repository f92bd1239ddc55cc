// The strip over the reply: what was just promised, when it falls due, and the keys that say whether it is meant.
import { dueClock, dueDay, dueTime } from "./todo_times.js";
import { aboutOf, shifted, toConfirm, typedTime } from "./todos.js";

export const noPromise = () => ({ id: null, words: "", open: false, day: "", time: "", early: null, place: 1, count: 0 });

// What the process table says against it, as long as the time is no later than that: the process, when, what to tell the buyer.
export function earlyOf({ why }, due, now, language) {
  const { early } = why;
  if (!early || due === null || due >= Date.parse(early.soonest)) return null;
  return { ...early, soonest: dueTime(Date.parse(early.soonest), now, language) };
}

export class PromiseStrip {
  // `act(todo, deed, body)` asks the server, `language` is the page's.
  constructor({ desk, view, act, language }) {
    Object.assign(this, { desk, view, act, language });
    this.current = null;
    this.due = null; // milliseconds; what was read, until somebody chooses another time
    this.settling = null; // what the server is being asked about
  }

  get stands() {
    return this.current !== null && this.view.composerMode === "write";
  }

  paint(state) {
    const waiting = state.me.may.includes("answer") ? toConfirm(state) : [];
    const { current: before } = this;
    // Of several the one at hand stays until it is settled.
    const current = waiting.find(({ id }) => before && id === before.id) || waiting[0] || null;
    const isSame = before && current && before.id === current.id && before.due === current.due;
    if (!isSame) this.due = current && current.due ? Date.parse(current.due) : null;
    this.current = current;
    Object.assign(this.view.promise, current ? this.shown(current, waiting) : noPromise());
  }

  shown(todo, waiting) {
    return {
      id: todo.id,
      words: aboutOf(todo),
      open: todo.state === "open",
      day: this.due === null ? "" : dueDay(this.due, Date.now(), this.language),
      time: this.due === null ? "" : dueClock(this.due),
      early: earlyOf(todo, this.due, Date.now(), this.language),
      place: waiting.indexOf(todo) + 1,
      count: waiting.length,
    };
  }

  confirm() {
    const { current, due } = this;
    if (current === null) return undefined;
    const isAnother = due !== null && (current.due === null || Date.parse(current.due) !== due);
    return this.settle("confirm", { due: isAnother ? new Date(due).toISOString() : null });
  }

  // It was no promise.
  drop() {
    return this.settle("drop", {});
  }

  // Asked once of each; the next may stand there before the answer has come.
  async settle(deed, body) {
    const { current } = this;
    if (!this.stands || this.settling === current.id) return;
    this.settling = current.id;
    await this.act(current, deed, body);
    if (this.settling === current.id) this.settling = null;
  }

  shift(step) {
    if (this.stands) this.choose(shifted(this.due, step, Date.now()));
  }

  // Gives whether it was a time.
  typed(text) {
    const due = typedTime(text, this.due, Date.now());
    if (due !== null) this.choose(due);
    return due !== null;
  }

  choose(due) {
    this.due = due;
    this.paint(this.desk.state);
  }
}
