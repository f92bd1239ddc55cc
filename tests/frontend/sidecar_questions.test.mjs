// Facts nobody knows, asked beside another program.
import assert from "node:assert/strict";
import { test } from "node:test";

import { useWords } from "../../src/guitai/web/static/desk/words.js";
import { emptyQuestions, Questions } from "../../src/guitai/web/static/sidecar/questions.js";

useWords({ question_sent: "已问主管", question_answered: "{lead}答复了{buyer}" });

const asked = (id, changes = {}) => ({
  id, question: "可以机洗吗", buyer: "豆豆", buyer_id: 7, state: "open", answer: "", answered_by: null, due_at: new Date().toISOString(), ...changes,
});
const answered = (id) => asked(id, { state: "answered", answer: "可以", answered_by: { name: "王芳" } });

function page({ lines = [], answers = [[]] } = {}) {
  const said = [];
  const sent = [];
  const put = [];
  const view = { lines, questions: emptyQuestions() };
  const give = async () => {
    const next = answers.length > 1 ? answers.shift() : answers[0];
    if (next instanceof Error) throw next;
    return { questions: next };
  };
  const http = { get: (path) => (sent.push(path), give()), post: (path, body) => (sent.push([path, body]), give()) };
  const questions = new Questions({ view, talk: { about: () => ({ buyer: 7 }) }, http, put: (each) => put.push(each.id), tell: (text) => said.push(text) });
  return { view, questions, said, sent, put, end: () => clearTimeout(questions.timer) };
}

test("the form opens with what the buyer wrote last", () => {
  const { view, questions } = page({ lines: [{ by: "buyer", text: "在吗" }, { by: "buyer", text: "可以机洗吗" }, { by: "agent", text: "您好" }] });

  questions.ask();

  assert.deepEqual([view.questions.open, view.questions.question], [true, "可以机洗吗"]);
});

test("a question goes with the buyer at hand, and the form closes", async () => {
  const { view, questions, said, sent, end } = page({ answers: [[asked(1)]] });
  questions.ask();
  Object.assign(view.questions, { question: "可以机洗吗", note: "急" });

  assert.equal(await questions.send(), true);
  end();

  assert.deepEqual(sent, [["questions/ask/", { buyer: 7, question: "可以机洗吗", note: "急" }]]);
  assert.deepEqual([view.questions.open, view.questions.all[0].level, said], [false, "late", ["已问主管"]]);
});

test("a refusal stays on the form", async () => {
  const { view, questions } = page({ answers: [new Error("写下问题")] });
  questions.ask();

  assert.equal(await questions.send(), false);

  assert.deepEqual([view.questions.open, view.questions.problem, view.questions.busy], [true, "写下问题", false]);
});

test("an answer is told once and taken up as a draft", async () => {
  const { questions, said, put, end } = page({ answers: [[asked(1)], [answered(1)]] });
  questions.takeNext();
  for (let times = 0; times < 3; times += 1) await questions.look();
  questions.takeNext();
  end();

  assert.deepEqual([said, put], [["王芳答复了豆豆"], [1]]);
});

test("it is looked after as long as something waits, the network away or not", async () => {
  const waiting = page({ answers: [[asked(1)], new Error("offline"), [answered(1)]] });
  const timers = [];
  for (let times = 0; times < 3; times += 1) {
    await waiting.questions.look();
    timers.push(waiting.questions.timer !== null && !waiting.questions.timer._destroyed);
  }

  assert.deepEqual(timers, [true, true, false]);
});

test("what was asked is taken back, who knows already is told no more", async () => {
  const { view, questions, sent, end } = page({ answers: [[asked(1), answered(2)], [answered(2)], []] });
  await questions.look();

  await questions.withdraw(1);
  await questions.told(2);
  end();

  assert.deepEqual(sent.slice(1).map(([path]) => path), ["questions/1/withdraw/", "questions/2/told/"]);
  assert.deepEqual(view.questions.all, []);
});
