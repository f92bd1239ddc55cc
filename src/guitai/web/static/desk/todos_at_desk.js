// To-dos at the desk: the strip of promises, the panel, and the calls when something falls due.
import { postJson } from "./http.js";
import { enterOr } from "./keys.js";
import { PromiseStrip } from "./promise_strip.js";
import { dueTime } from "./todo_times.js";
import { aboutOf, dueNow } from "./todos.js";
import { TodosPanel } from "./todos_panel.js";
import { word } from "./words.js";

export class TodosAtDesk {
  // `toasts()` shows calls, `alerts` makes them heard, `composer()` has the focus again after a time was typed.
  // `kinds` are the lists as the page has them (web/desk/todos.py).
  constructor({ desk, view, alerts, toasts, composer, language, kinds = JSON.parse(document.getElementById("todo-kinds").textContent) }) {
    Object.assign(this, { desk, view, alerts, toasts, composer, language });
    const act = (todo, deed, body) => this.act(todo, deed, body);
    this.strip = new PromiseStrip({ desk, view, act, language });
    this.panel = new TodosPanel({ desk, view, act, kinds, language });
    this.kinds = kinds;
    this.due = 0;
    this.rung = new Map(); // to-do → its toast
    desk.on("ring", (frame) => this.rang(frame));
    desk.store.watch((state, before) => state.todos !== before.todos && this.calm(state, before));
    setInterval(() => this.tick(), 1000);
  }

  paint(state) {
    this.due = dueNow(state, Date.now());
    this.strip.paint(state);
    this.panel.paint(state);
  }

  tick() {
    this.panel.tick();
    if (dueNow(this.desk.state, Date.now()) !== this.due) this.desk.store.paint();
  }

  // Gives whether it was done; what ends can be taken back.
  async act(todo, deed, body) {
    const { desk } = this;
    const said = await desk.attempt(postJson(`${desk.path}todos/${todo.id}/${deed}/`, body));
    if (!said) return false;
    desk.store.dispatch({ kind: "todo", todo: said.todo });
    const words = this.wordsOf(deed, said.todo);
    const canUndo = deed === "close" || deed === "drop";
    if (words) desk.tell(words, canUndo ? () => this.act(said.todo, "reopen", {}) : null);
    return true;
  }

  wordsOf(deed, { listing, outcome, next, buyer }) {
    const who = buyer ? buyer.name : "";
    if (deed === "drop") return word(listing === "promise" ? "promise_dropped" : "todo_dropped", { buyer: who });
    if (deed === "put-off") return word("todo_put_off", { time: dueTime(Date.parse(next), Date.now(), this.language) });
    if (deed === "take") return word("todo_taken");
    if (deed !== "close") return "";
    const known = (this.kinds[listing] || { outcomes: [] }).outcomes.find(({ key }) => key === outcome);
    return word("todo_closed", { buyer: who, outcome: known ? known.title : outcome });
  }

  // Something falls due: it stays in sight until somebody opens its talk, puts it away, or it is settled.
  rang({ todo, late }) {
    this.alerts.ring();
    const name = todo.buyer ? todo.buyer.name : "";
    const time = todo.due === null ? "" : dueTime(Date.parse(todo.due), Date.now(), this.language);
    const what = [name, aboutOf(todo)].filter(Boolean).join(" · ");
    const said = word(this.howRung(todo, late), { time, what, agent: todo.owner ? todo.owner.name : "" });
    this.alerts.flash(said);
    this.hush(todo.id);
    const open = () => (todo.conversation === null ? this.panel.open() : this.desk.select(todo.conversation));
    this.rung.set(todo.id, this.toasts().call(said, word("ring_open"), open, late));
  }

  howRung({ owner }, late) {
    if (late) return "ring_late";
    if (owner === null) return "ring_free";
    return owner.id === this.desk.state.me.id ? "ring_soon" : "ring_away";
  }

  hush(id) {
    if (this.rung.has(id)) this.toasts().drop(this.rung.get(id));
    this.rung.delete(id);
  }

  // What is settled, or has just been given to another, calls nobody here any more.
  calm(state, before) {
    for (const id of [...this.rung.keys()].filter((each) => each in before.todos)) {
      const { [id]: was } = before.todos;
      const { [id]: todo } = state.todos;
      const isAnothers = todo && todo.owner !== null && todo.owner.id !== state.me.id;
      if (!todo || (isAnothers && !(was.owner && was.owner.id === todo.owner.id))) this.hush(id);
    }
  }

  // What templates call.
  deeds() {
    const { strip, panel } = this;
    return {
      confirmPromise: () => strip.confirm(),
      dropPromise: () => strip.drop(),
      shiftPromise: (step) => strip.shift(step),
      promiseTyped: (event) => typed(strip, event),
      promisePressed: (event) => enterOr(event, () => typed(strip, event) && (strip.confirm(), this.composer().focus()), () => this.composer().focus()),
      openTodos: () => panel.open(),
      closeTodos: () => panel.box.close(),
      todosPressed: (event) => panel.pressed(event),
      todoClicked: (id, event) => panel.clicked(id, event),
      todoFocused: (id) => panel.lookAt(id),
      openTodo: (id) => panel.openTalk(id),
      endTodo: (id, number) => panel.does(id, { outcome: number - 1 }),
      doTodo: (id, deed) => panel.does(id, deed),
    };
  }
}

// What was typed as a time; what is none gives way to the one before. Gives whether it was one.
function typed(strip, { target }) {
  if (strip.typed(target.value)) return true;
  target.value = strip.view.promise.time;
  return false;
}
