// What is to be done for buyers, beside another program.
import assert from "node:assert/strict";
import { test } from "node:test";

import { useWords } from "../../src/guitai/web/static/desk/words.js";
import { emptyTodos, todoKeyOf, Todos } from "../../src/guitai/web/static/sidecar/todos.js";

useWords({ todo_copied: "已复制", todo_unwritten: "在草稿里", todo_ended: "{buyer}：{outcome}", todo_attempts: "跟进 {n} 次" });

const OUTCOMES = [{ key: "1", outcome: "paid", name: "已付款" }, { key: "2", outcome: "waits", name: "再等等" }];
const todo = (id, changes = {}) => ({ id, buyer: `买家${id}`, order: "", value: "¥158.00", attempts: 0, outcomes: OUTCOMES, ...changes });

function page({ answers = [], copies = true } = {}) {
  const sent = [];
  const said = [];
  const put = [];
  const give = async () => {
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return next;
  };
  const http = { get: (path) => (sent.push(path), give()), post: (path, body) => (sent.push([path, body]), give()) };
  const view = { todos: emptyTodos() };
  const tell = (text, undo) => said.push({ text, undo });
  const todos = new Todos({ view, http, copy: async () => copies, put: (text) => put.push(text), tell });
  return { view: view.todos, todos, sent, said, put };
}

const listed = (...ids) => ({ todos: ids.map((id) => todo(id)), count: ids.length });
const press = (key, code = "", more = {}) => ({ key, code, ...more });

test("keys move, copy and say how it ended", () => {
  const at = (place) => ({ at: place, all: [todo(1), todo(2)] });

  assert.deepEqual(todoKeyOf(press("ArrowDown"), at(0)), { at: 1 });
  assert.deepEqual(todoKeyOf(press("j", "KeyJ"), at(1)), { at: 1 });
  assert.deepEqual(todoKeyOf(press("k", "KeyK"), at(1)), { at: 0 });
  assert.deepEqual(todoKeyOf(press("Enter"), at(1)), { choose: 1 });
  assert.deepEqual(todoKeyOf(press("c", "KeyC"), at(0)), { copy: true });
  assert.deepEqual(todoKeyOf(press("2", "Digit2"), at(0)), { outcome: "waits" });
  assert.equal(todoKeyOf(press("9", "Digit9"), at(0)), null);
  assert.equal(todoKeyOf(press("c", "KeyC", { ctrlKey: true }), at(0)), null);
  assert.equal(todoKeyOf(press("1", "Digit1"), { at: 0, all: [] }), null);
});

test("the wording goes into the clipboard once the server let it go", async () => {
  const { view, todos, sent, said } = page({ answers: [{ ...listed(1), text: "亲" }] });
  todos.show(listed(1));

  await todos.copyWording();

  assert.deepEqual(sent, [["todos/1/copied/", {}]]);
  assert.deepEqual([said[0].text, view.problem], ["已复制", ""]);
});

test("without a clipboard it goes into the draft", async () => {
  const { todos, said, put } = page({ answers: [{ ...listed(1), text: "亲" }], copies: false });
  todos.show(listed(1));

  await todos.copyWording();

  assert.deepEqual([put, said[0].text], [["亲"], "在草稿里"]);
});

test("a refusal is said below the list, until another is chosen", async () => {
  const { view, todos, said } = page({ answers: [new Error("买家不想被打扰")] });
  todos.show(listed(1, 2));

  await todos.copyWording();
  assert.deepEqual([view.problem, said, view.busy], ["买家不想被打扰", [], false]);

  todos.choose(1);
  assert.equal(view.problem, "");
});

test("what ended can be taken back", async () => {
  const { view, todos, sent, said } = page({ answers: [listed(2), listed(1, 2)] });
  todos.show(listed(1, 2));

  await todos.end("paid");
  assert.deepEqual([view.count, todos.current.id, said[0].text], [1, 2, "买家1：已付款"]);

  await said[0].undo();
  assert.deepEqual(sent.at(-1), ["todos/1/reopen/", undefined]);
  assert.equal(todos.current.id, 1);
});

test("the one that is chosen stays chosen when the list is another", () => {
  const { view, todos } = page();
  todos.show(listed(1, 2));
  todos.choose(1);

  todos.show(listed(3, 1, 2));
  assert.equal(view.at, 2);

  todos.show(listed(3));
  assert.equal(view.at, 0);
});

test("a row says what it is worth, and how often somebody tried", () => {
  assert.equal(emptyTodos().facts(todo(1)), "¥158.00");
  assert.equal(emptyTodos().facts(todo(1, { attempts: 2, order: "77" })), "¥158.00 · 跟进 2 次 · 77");
});
