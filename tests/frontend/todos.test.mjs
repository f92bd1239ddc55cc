// What is to be done: what a desk keeps of it, how near it is, the strip of promises and the panel.
import assert from "node:assert/strict";
import { test } from "node:test";

import { actionOf, promiseMeant } from "../../src/guitai/web/static/desk/keys.js";
import { PromiseStrip, earlyOf, noPromise } from "../../src/guitai/web/static/desk/promise_strip.js";
import { emptyState, reduce } from "../../src/guitai/web/static/desk/state.js";
import { dueTime, shortLeft } from "../../src/guitai/web/static/desk/todo_times.js";
import { clockOf, dueNow, duesOf, panelOf, shifted, toConfirm, typedTime } from "../../src/guitai/web/static/desk/todos.js";
import { TodosAtDesk } from "../../src/guitai/web/static/desk/todos_at_desk.js";
import { TodosPanel, noTodos, panelKey } from "../../src/guitai/web/static/desk/todos_panel.js";
import { useWords } from "../../src/guitai/web/static/desk/words.js";
import { ME, NOON, at, data, row } from "./cast.mjs";

useWords({
  due_minutes: "{m}分", due_hours: "{h}小时", due_late: "迟{time}", tomorrow: "明天", yesterday: "昨天", no_due: "没有时间", again_at: "{time} 再提醒",
  clock_left: "还剩{time}", clock_late: "超时{time}", seconds: "{s}秒", minutes: "{m}分{s}秒", hours: "{h}小时{m}分", 
  ring_soon: "{time} 到期：{what}", ring_late: "迟：{what}", ring_free: "无人：{what}", ring_away: "{agent}不在：{what}", ring_open: "打开",
  todo_closed: "{buyer}：{outcome}。", promise_dropped: "不是承诺",
});

const MINE = { id: ME.id, name: ME.name };
const OTHER = { id: 4, name: "小雨" };
const MINUTE = 60_000;
const KINDS = { promise: { title: "承诺", outcomes: [{ key: "kept", title: "守约" }, { key: "broken", title: "未守" }] }, unpaid: { title: "催付", outcomes: [{ key: "paid", title: "已付" }] } };

const todo = (id, changes = {}) => ({
  id, listing: "promise", state: "open", buyer: { id: 1, name: "豆豆" }, order: "", conversation: 1, message: 10, owner: MINE, due: at(-600), next: null,
  why: { said: "10分钟内回复您" }, value: "0.00", attempts: 0, outcome: "", note: "", confirmed: false, opened: at(0), closed: null, ...changes,
});
const begun = (todos, changes = {}) => reduce(emptyState, { kind: "began", data: data([row(1)], { todos, ...changes }) });
const told = (state, one) => reduce(state, { kind: "todo", todo: one });
const LEAD = { ...ME, id: 9, may: ["answer", "see_floor"] };
const ids = (list) => list.map(({ id }) => id);
// Local times, for the page shows those.
const local = (day, hour, minute = 0) => new Date(2026, 4, day, hour, minute).getTime();

test("a page told of to-dos knows the same as one that was reloaded", () => {
  let live = begun([todo(1), todo(2), todo(3), todo(4, { listing: "unpaid" })]);
  for (const one of [todo(1, { confirmed: true }), todo(2, { state: "done" }), todo(3, { owner: OTHER }), todo(4, { listing: "unpaid", owner: OTHER }), todo(5, { owner: null }), todo(6, { listing: "unpaid", owner: null })]) live = told(live, one);

  assert.deepEqual(live.todos, begun([todo(1, { confirmed: true }), todo(3, { owner: OTHER }), todo(5, { owner: null })]).todos);
  assert.deepEqual(reduce(live, { kind: "caught_up", seq: 101, todos: [todo(9)] }).todos, { 9: todo(9) });
});

test("a clock turns as its time comes near", () => {
  for (const [left, level] of [[31 * 60, "calm"], [30 * 60, "soon"], [301, "soon"], [300, "now"], [1, "now"], [0, "late"], [-60, "late"]]) {
    assert.deepEqual(clockOf(todo(1, { due: at(-left) }), NOON), { level, left });
  }
  assert.deepEqual(clockOf(todo(1, { due: null }), NOON), { level: "calm", left: null });
});

test("a row shows the first open thing due within half an hour", () => {
  const { todos } = begun([todo(1, { due: at(-900) }), todo(2, { due: at(-600) }), todo(3, { due: at(-60), state: "proposed" }), todo(4, { conversation: 2, due: at(-3600) }), todo(5, { conversation: null })]);

  const dues = duesOf({ todos }, NOON);

  assert.deepEqual([...dues.keys()], [1]);
  assert.equal(dues.get(1).todo.id, 2);
});

test("the title counts what is mine and due within minutes or late", () => {
  const state = begun([todo(1, { due: at(-299) }), todo(2, { due: at(60) }), todo(3), todo(4, { due: at(60), owner: OTHER }), todo(5, { due: at(60), state: "proposed" })]);

  assert.equal(dueNow(state, NOON), 2);
});

test("the panel has mine by time, then what nobody has; who sees the floor also what colleagues promised", () => {
  const todos = [todo(1, { due: null }), todo(2), todo(3, { due: at(60) }), todo(4, { owner: null }), todo(5, { owner: OTHER })];
  const free = [todo(4, { owner: null }), todo(7, { owner: null, listing: "unpaid", due: at(-60) }), todo(8, { owner: null, state: "done" })];
  const shown = (state) => panelOf(state, free).map(({ part, todo: { id } }) => `${part} ${id}`);

  assert.deepEqual(shown(begun(todos)), ["mine 3", "mine 2", "mine 1", "free 7", "free 4"]);
  assert.deepEqual(shown(begun(todos, { me: LEAD })), ["free 7", "free 4", "others 3", "others 2", "others 5", "others 1"]);
});

test("the strip asks about unconfirmed promises of mine in the open talk, in their order", () => {
  const state = begun([todo(3), todo(2, { state: "proposed" }), todo(1, { confirmed: true }), todo(4, { conversation: 2 }), todo(5, { owner: OTHER }), todo(6, { owner: null }), todo(7, { listing: "unpaid" })]);

  assert.deepEqual(ids(toConfirm({ ...state, selected: 1 })), [2, 3, 6]);
  assert.deepEqual(toConfirm(state), []);
});

test("a due time is moved by five minutes, by hours where it is far off, and never into the past", () => {
  const [now, due] = [local(20, 12), local(20, 12, 10)];
  assert.equal(shifted(due, 1, now), local(20, 12, 15));
  assert.equal(shifted(due, -1, now), local(20, 12, 5));
  assert.equal(shifted(local(20, 12, 4), -1, now), local(20, 12, 4));
  assert.equal(shifted(local(20, 18), 1, now), local(20, 19));
  assert.equal(shifted(null, 1, local(20, 12, 1)), local(20, 12, 10));
});

test("a time is typed as people type it", () => {
  const now = local(20, 12);
  const due = local(20, 12, 10);
  for (const [text, due_at, meant] of [
    ["15:40", due, local(20, 15, 40)],
    ["1540", due, local(20, 15, 40)],
    ["9：30", due, local(21, 9, 30)],
    ["9:30", local(22, 18), local(22, 9, 30)],
    ["18:00", local(21, 0), local(20, 18)],
    ["24:00", due, local(21, 0)],
    ["15:40", null, local(20, 15, 40)],
    ["25:00", due, null],
    ["24:10", due, null],
    ["12:60", due, null],
    ["soon", due, null],
    ["", due, null],
  ]) assert.equal(typedTime(text, due_at, now), meant, text);
});

test("the end of a day is its 24:00", () => {
  const now = local(20, 12);
  for (const [moment, said] of [[local(20, 15, 40), "15:40"], [local(21, 0), "24:00"], [local(21, 9, 5), "明天 09:05"], [local(22, 0), "明天 24:00"], [local(19, 18), "昨天 18:00"], [local(25, 18), "5/25 18:00"]]) {
    assert.equal(dueTime(moment, now, "zh-CN"), said);
  }
  for (const [left, said] of [[61, "2分"], [60, "1分"], [1, "1分"], [0, "迟0分"], [-125, "迟2分"], [-7300, "迟2小时"]]) assert.equal(shortLeft(left), said);
});

const key = (code, changes = {}) => ({ code, key: code.replace(/^(Key|Digit)/, "").toLowerCase(), altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...changes });

test("Alt with P says what a promise is; D opens the panel", () => {
  for (const [press, meant] of [
    [key("KeyP", { altKey: true }), "confirm"],
    [key("KeyP", { altKey: true, shiftKey: true }), "drop"],
    [key("Equal", { altKey: true }), "later"],
    [key("Equal", { altKey: true, shiftKey: true }), "later"],
    [key("NumpadSubtract", { altKey: true }), "sooner"],
    [key("KeyP"), null],
    [key("KeyP", { altKey: true, ctrlKey: true }), null],
    [key("KeyP", { altKey: true, isComposing: true }), null],
    [key("KeyQ", { altKey: true }), null],
  ]) assert.equal(promiseMeant(press), meant);
  assert.equal(actionOf(key("KeyD"), { typing: false, dialog: false }), "todos");
  assert.equal(actionOf(key("KeyD", { altKey: true }), { typing: true, dialog: false }), "todos");
  assert.equal(actionOf(key("KeyD"), { typing: true, dialog: false }), null);
});

test("in the panel a digit is an outcome and letters are deeds", () => {
  assert.deepEqual(panelKey(key("Digit2")), { outcome: 1 });
  for (const [press, meant] of [[key("KeyP"), "put-off"], [key("KeyT"), "take"], [key("KeyX"), "drop"], [key("KeyJ"), "next"], [key("ArrowUp", { key: "ArrowUp" }), "previous"], [key("KeyD"), "close"]]) assert.equal(panelKey(press), meant);
  for (const press of [key("Digit0"), key("KeyQ"), key("KeyP", { ctrlKey: true }), key("KeyP", { isComposing: true }), key("Enter", { key: "Enter" })]) assert.equal(panelKey(press), null);
});

function strip(state) {
  const asked = [];
  const desk = { state };
  const view = { promise: noPromise(), composerMode: "write" };
  const made = new PromiseStrip({ desk, view, language: "zh-CN", act: async (one, deed, body) => asked.push([one.id, deed, body]) });
  made.paint(state);
  return { made, view, asked, desk };
}

test("the strip keeps its promise and the time chosen while others are told, and goes on to the next", async () => {
  const soon = (id, changes) => todo(id, { due: new Date(Date.now() + 10 * MINUTE).toISOString(), ...changes });
  const first = soon(1, { state: "proposed" });
  const state = { ...begun([first, soon(2)]), selected: 1 };
  const { made, view, asked, desk } = strip(state);
  assert.deepEqual([view.promise.id, view.promise.words, view.promise.open, view.promise.place, view.promise.count], [1, "10分钟内回复您", false, 1, 2]);

  made.shift(1);
  const { due } = made;
  made.paint(told(state, soon(3)));
  assert.equal(made.due, due);
  await made.confirm();
  assert.deepEqual(asked, [[1, "confirm", { due: new Date(due).toISOString() }]]);

  desk.state = told(state, { ...first, confirmed: true });
  made.paint(desk.state);
  assert.deepEqual([view.promise.id, view.promise.open], [2, true]);
  await made.confirm();
  await made.drop();
  assert.deepEqual(asked.slice(1), [[2, "confirm", { due: null }], [2, "drop", {}]]);
});

test("a strip without a time takes none along, one that is not to be seen does nothing", async () => {
  const { made, view, asked } = strip({ ...begun([todo(1, { due: null, state: "proposed" })]), selected: 1 });
  assert.equal(view.promise.time, "");
  await made.confirm();
  view.composerMode = "closed";
  await made.confirm();
  assert.deepEqual(asked, [[1, "confirm", { due: null }]]);

  const none = strip(begun([todo(1)], { me: { ...ME, may: [] } }));
  assert.equal(none.view.promise.id, null);
});

test("a deed is asked once of each, and the next need not wait for its answer", async () => {
  const state = { ...begun([todo(1), todo(2)]), selected: 1 };
  const { made, asked } = strip(state);
  const answers = [made.confirm(), made.confirm()];
  made.paint(told(state, todo(1, { confirmed: true })));
  await Promise.all([...answers, made.drop()]);
  assert.deepEqual(asked.map(([id, deed]) => [id, deed]), [[1, "confirm"], [2, "drop"]]);
});

function panel(state, done = true) {
  const asked = [];
  const lines = { focused: [] };
  const box = { open: true, close: () => (box.open = false), contains: () => false, querySelector: (wanted) => ({ focus: () => lines.focused.push(wanted) }) };
  const desk = { state, told: [], selected: [], tell: (text) => desk.told.push(text), select: (id) => desk.selected.push(id) };
  const view = { todos: noTodos() };
  const made = new TodosPanel({ desk, view, kinds: KINDS, language: "zh-CN", act: async (one, deed, body) => (asked.push([one.id, deed, body]), done) });
  Object.defineProperty(made, "box", { value: box });
  globalThis.document = { activeElement: null };
  globalThis.requestAnimationFrame = (draw) => draw();
  made.paint(state);
  return { made, view, asked, desk, box, lines };
}

test("the panel says what each line needs", () => {
  const in10 = new Date(Date.now() + 10 * MINUTE).toISOString();
  const past = new Date(Date.now() - 61_000).toISOString();
  const { view } = panel(begun([todo(1, { due: past }), todo(2, { due: in10, next: in10, state: "proposed" }), todo(3, { due: null, listing: "unpaid", why: {}, order: "880088" })]));

  const [late, soon, none] = view.todos.rows;
  assert.deepEqual([view.todos.count, view.todos.level, view.todos.current], [2, "late", 1]);
  assert.deepEqual([late.head, soon.head, late.title, late.who, late.about, late.clock], ["mine", "", "承诺", "豆豆", "10分钟内回复您", "超时1分1秒"]);
  assert.deepEqual([soon.proposed, soon.level, soon.again.endsWith("再提醒")], [true, "soon", true]);
  assert.deepEqual([none.about, none.clock, none.due, none.outcomes], ["880088", "", "没有时间", [{ key: "paid", title: "已付", number: 1 }]]);
});

test("keys do what they say to the line at hand, and what cannot be is not asked", async () => {
  const { made, view, asked, desk, box } = panel(begun([todo(1), todo(2, { due: at(-700), conversation: null }), todo(3, { owner: null })]));
  const press = (code, changes) => made.pressed({ ...key(code, changes), preventDefault: () => {} });
  press("Digit2");
  press("Digit9");
  press("KeyT");
  press("KeyP");
  press("KeyP", { repeat: true });
  press("KeyJ");
  press("KeyX");
  press("KeyJ");
  press("KeyT");
  await null;
  assert.deepEqual(asked, [[1, "close", { outcome: "broken" }], [1, "put-off", { minutes: 10 }], [2, "drop", {}], [3, "take", {}]]);

  made.openTalk(2);
  assert.equal(desk.told.length, 1);
  assert.equal(box.open, true);
  made.clicked(1, { detail: 1 });
  assert.deepEqual([view.todos.current, desk.selected], [1, []]);
  made.clicked(1, { detail: 1 });
  assert.deepEqual([desk.selected, box.open], [[1], false]);
});

test("when a line is settled the next one has its place", async () => {
  const state = begun([todo(1), todo(2, { due: at(-700) }), todo(3, { due: at(-800) })]);
  const { made, view, desk } = panel(state);
  made.step(1);
  assert.equal(view.todos.current, 2);
  desk.state = told(state, todo(2, { state: "done" }));
  await made.deed(made.find(2), "close", { outcome: "kept" });
  assert.equal(view.todos.current, 3);
});

function atDesk(state) {
  const shown = new Map();
  const heard = { rung: 0, flashed: [], selected: [] };
  let watch = null;
  const desk = {
    state, path: "/desk/", on: (_name, ring) => (heard.ring = ring), store: { watch: (watcher) => (watch = watcher), dispatch() {}, paint() {} }, select: (id) => heard.selected.push(id),
  };
  let last = 0;
  const toasts = { call: (text, label, deed, bad) => (shown.set((last += 1), { text, label, deed, bad }), last), drop: (id) => shown.delete(id) };
  const { setInterval: real } = globalThis;
  globalThis.setInterval = () => 0;
  const made = new TodosAtDesk({ desk, view: { promise: noPromise(), todos: noTodos(), composerMode: "write" }, kinds: KINDS, alerts: { ring: () => (heard.rung += 1), flash: (said) => heard.flashed.push(said) }, toasts: () => toasts, language: "zh-CN" });
  globalThis.setInterval = real;
  return { made, shown, heard, becomes: (next) => watch(next, state) };
}

test("what falls due calls until it is settled or another's, and leads to its talk", () => {
  const state = begun([todo(1), todo(2, { owner: OTHER })]);
  const { shown, heard, becomes } = atDesk(state);

  heard.ring({ todo: todo(1), late: false });
  heard.ring({ todo: todo(1), late: true });
  heard.ring({ todo: todo(2, { owner: OTHER }), late: false });
  heard.ring({ todo: todo(3, { owner: null, listing: "unpaid", why: {}, order: "8800" }), late: false });

  assert.deepEqual([...shown.values()].map(({ text, bad }) => [text, bad]), [["迟：豆豆 · 10分钟内回复您", true], ["小雨不在：豆豆 · 10分钟内回复您", false], ["无人：豆豆 · 8800", false]]);
  assert.equal(heard.rung, 4);
  [...shown.values()][0].deed();
  assert.deepEqual(heard.selected, [1]);
  becomes(told(state, todo(1, { state: "done" })));
  assert.equal([...shown.values()].some(({ text }) => text.startsWith("迟")), false);
});

test("what the process table takes longer for is said until the time is late enough", () => {
  const early = { process: "订单发货", soonest: at(-120 * 60), answer: "明天发出" };
  const told = (due, why = { early }) => earlyOf({ why }, due, NOON, "zh-hans");

  assert.equal(told(NOON + 60 * MINUTE).process, "订单发货");
  assert.equal(told(NOON + 60 * MINUTE).soonest, dueTime(NOON + 120 * MINUTE, NOON, "zh-hans"));
  assert.equal(told(NOON + 120 * MINUTE), null);
  assert.equal(told(null), null);
  assert.equal(told(NOON + 60 * MINUTE, {}), null);
});
