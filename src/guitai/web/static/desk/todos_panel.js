// The panel of what is to be done (D): by time, with the keys for each line; a dialog, so the keys are its own while it is open.
import { openDialog, dialog } from "./dialogs.js";
import { getJson } from "./http.js";
import { duration } from "./times.js";
import { dueTime } from "./todo_times.js";
import { aboutOf, clockOf, panelOf } from "./todos.js";
import { word } from "./words.js";

export const PUT_OFF_MINUTES = 10;
export const noTodos = () => ({ count: 0, level: "calm", rows: [], current: null });
const RANK = ["calm", "soon", "now", "late"];

// What a key means in the panel: {outcome: 0…8}, or a deed's name; null for any other, and while Chinese is being composed.
export function panelKey({ key, altKey, ctrlKey, metaKey, shiftKey, isComposing, keyCode }) {
  if (altKey || ctrlKey || metaKey || shiftKey || isComposing || keyCode === 229) return null;
  if (/^[1-9]$/.test(key)) return { outcome: Number(key) - 1 };
  const deed = { ArrowDown: "next", j: "next", ArrowUp: "previous", k: "previous", p: "put-off", t: "take", x: "drop", d: "close" };
  return deed[key.length === 1 ? key.toLowerCase() : key] || null;
}

export class TodosPanel {
  // `kinds` are the lists by name, {title, outcomes: [{key, title}]}; `act(todo, deed, body)` asks the server.
  constructor({ desk, view, act, kinds, language }) {
    Object.assign(this, { desk, view, act, kinds, language });
    this.free = []; // those of nobody on other lists: asked for whenever the panel is opened
    this.shown = [];
  }

  get box() {
    return dialog("todos");
  }

  async open() {
    this.view.todos.current = null;
    openDialog("todos");
    this.paint(this.desk.state);
    this.focus();
    if (!this.desk.state.me.may.includes("answer")) return;
    const found = await this.desk.attempt(getJson(`${this.desk.path}todos/`));
    if (!found) return;
    this.free = found.todos.filter(({ owner }) => owner === null);
    this.paint(this.desk.state);
    if (!this.box.contains(document.activeElement)) this.focus();
  }

  // The button's count and colour always; the lines while they are looked at.
  paint(state) {
    const { todos } = this.view;
    const now = Date.now();
    this.shown = panelOf(state, this.free);
    const mine = this.shown.filter(({ part, todo }) => part === "mine" && todo.state === "open");
    const level = RANK[Math.max(0, ...mine.map(({ todo }) => RANK.indexOf(clockOf(todo, now).level)))];
    Object.assign(todos, { count: mine.length, level });
    if (!this.shown.some(({ todo }) => todo.id === todos.current)) todos.current = this.shown.length > 0 ? this.shown[0].todo.id : null;
    if (this.box.open) todos.rows = this.shown.map((each, at) => this.line(each, this.shown[at - 1], now));
  }

  line({ part, todo }, before, now) {
    const { title, outcomes } = this.kinds[todo.listing] || { title: todo.listing, outcomes: [] };
    const { level, left } = clockOf(todo, now);
    const late = left !== null && left <= 0;
    return {
      id: todo.id,
      head: !before || before.part !== part ? part : "",
      part,
      title,
      who: todo.buyer ? todo.buyer.name : "",
      about: aboutOf(todo),
      owner: part === "others" ? todo.owner.name : "",
      proposed: todo.state === "proposed",
      level,
      clock: left === null ? "" : word(late ? "clock_late" : "clock_left", { time: duration(Math.abs(left)) }),
      due: todo.due === null ? word("no_due") : dueTime(Date.parse(todo.due), now, this.language),
      again: todo.next === null || Date.parse(todo.next) <= now ? "" : word("again_at", { time: dueTime(Date.parse(todo.next), now, this.language) }),
      outcomes: outcomes.slice(0, 9).map((outcome, at) => ({ ...outcome, number: at + 1 })),
      talk: todo.conversation !== null,
    };
  }

  // Nothing else on the page moves with it: only the times of what is looked at.
  tick() {
    if (this.box.open) this.paint(this.desk.state);
  }

  find(id) {
    const found = this.shown.find(({ todo }) => todo.id === id);
    return found ? found.todo : null;
  }

  lookAt(id) {
    this.view.todos.current = id;
  }

  // The first click on a line shows what can be done, the next opens its talk, as Enter does at once.
  clicked(id, event) {
    const known = this.view.todos.current === id;
    this.lookAt(id);
    if (known || event.detail === 0) this.openTalk(id);
  }

  openTalk(id) {
    const todo = this.find(id);
    if (todo === null) return;
    if (todo.conversation === null) {
      this.desk.tell(word("todo_no_talk"));
      return;
    }
    this.box.close();
    this.desk.select(todo.conversation);
  }

  step(by) {
    const { todos } = this.view;
    const at = this.shown.findIndex(({ todo }) => todo.id === todos.current) + by;
    if (!this.shown[at]) return;
    todos.current = this.shown[at].todo.id;
    this.focus();
  }

  pressed(event) {
    const meant = panelKey(event);
    if (meant === null) return;
    event.preventDefault();
    if (meant === "close") this.box.close();
    else if (meant === "next" || meant === "previous") this.step(meant === "next" ? 1 : -1);
    else if (!event.repeat) this.does(this.view.todos.current, meant);
  }

  does(id, meant) {
    const todo = this.find(id);
    if (todo === null) return;
    if (typeof meant === "object") {
      const outcome = (this.kinds[todo.listing] || { outcomes: [] }).outcomes[meant.outcome];
      if (outcome) this.end(todo, outcome);
    } else if (meant === "take") {
      if (!todo.owner || todo.owner.id !== this.desk.state.me.id) this.deed(todo, "take", {});
    } else this.deed(todo, meant, meant === "put-off" ? { minutes: PUT_OFF_MINUTES } : {});
  }

  end(todo, outcome) {
    return this.deed(todo, "close", { outcome: outcome.key });
  }

  async deed(todo, name, body) {
    const inside = this.box.contains(document.activeElement);
    const at = this.shown.findIndex((each) => each.todo.id === todo.id);
    const done = await this.act(todo, name, body);
    if (!done) return;
    this.free = this.free.filter(({ id }) => id !== todo.id);
    this.paint(this.desk.state);
    // What stood below the line that went has its place now.
    if (!this.find(todo.id)) this.view.todos.current = this.shown.length > 0 ? this.shown[Math.min(at, this.shown.length - 1)].todo.id : null;
    if (inside) this.focus();
  }

  focus() {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const line = this.box.querySelector(`[data-todo="${this.view.todos.current}"] .todo-line`);
      if (line) line.focus();
      else this.box.querySelector(".dialog-head button").focus();
    }));
  }
}
