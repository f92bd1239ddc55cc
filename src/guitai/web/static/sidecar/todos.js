// What one has to do for buyers: chosen with the arrows, its wording copied, its end said with a number.
import { word } from "../desk/words.js";
import { listKey } from "./keys.js";

const LOOK_MS = 120_000; // lists fill by the quarter of an hour

export function emptyTodos() {
  return {
    open: false,
    all: [],
    count: 0,
    at: 0,
    problem: "",
    busy: false,

    get outcomes() {
      return this.all[this.at] ? this.all[this.at].outcomes : [];
    },

    facts({ value, attempts, order }) {
      return [value, attempts > 0 ? word("todo_attempts", { n: attempts }) : "", order].filter(Boolean).join(" · ");
    },
  };
}

// What a key means in the list: {at}, {choose}, {copy}, {outcome}, or null.
export function todoKeyOf(event, { at, all }) {
  const moved = listKey(event, { at, count: all.length });
  if (moved) return moved;
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !all[at]) return null;
  const step = { KeyJ: 1, KeyK: -1 }[event.code];
  if (step) return { at: Math.min(Math.max(at + step, 0), all.length - 1) };
  if (event.code === "KeyC") return { copy: true };
  const ended = all[at].outcomes.find(({ key }) => key === event.key);
  return ended ? { outcome: ended.outcome } : null;
}

export class Todos {
  // `copy(text)` gives true when the clipboard has it, else `put(text)` takes it; `tell(text, undo)` says things.
  constructor({ view, http, copy, put, tell }) {
    Object.assign(this, { todos: view.todos, http, copy, put, tell, timer: null });
  }

  get current() {
    return this.todos.all[this.todos.at] || null;
  }

  show({ todos, count }) {
    const before = this.current;
    const found = before ? todos.findIndex(({ id }) => id === before.id) : -1;
    const at = found >= 0 ? found : Math.min(this.todos.at, Math.max(todos.length - 1, 0));
    Object.assign(this.todos, { all: todos, count, at });
  }

  async look() {
    clearTimeout(this.timer);
    try {
      this.show(await this.http.get("todos/"));
    } catch {
      // The network is away: it is asked again.
    }
    this.timer = setTimeout(() => this.look(), LOOK_MS);
  }

  choose(at) {
    Object.assign(this.todos, { at, problem: "" });
  }

  async copyWording() {
    const answer = await this.deed("copied/");
    if (!answer) return;
    const copied = await this.copy(answer.text);
    if (!copied) this.put(answer.text);
    this.tell(word(copied ? "todo_copied" : "todo_unwritten"));
  }

  async end(outcome) {
    const { id, buyer, order, outcomes } = this.current || {};
    if (!id || !(await this.deed("close/", { outcome }))) return;
    const { name } = outcomes.find((each) => each.outcome === outcome);
    this.tell(word("todo_ended", { buyer: buyer || order, outcome: name }), () => this.reopen(id));
  }

  async reopen(id) {
    this.show(await this.http.post(`todos/${id}/reopen/`));
    this.choose(Math.max(this.todos.all.findIndex((each) => each.id === id), 0));
  }

  // Does something with the one that is chosen; a refusal is said below the list.
  async deed(path, body = {}) {
    const { todos, current } = this;
    if (todos.busy || !current) return null;
    Object.assign(todos, { busy: true, problem: "" });
    try {
      const answer = await this.http.post(`todos/${current.id}/${path}`, body);
      this.show(answer);
      return answer;
    } catch (error) {
      todos.problem = error.message;
      return null;
    } finally {
      todos.busy = false;
    }
  }
}
