// What the lead is asked for buyers, and whom the answer is for by now.
import assert from "node:assert/strict";
import { test } from "node:test";

import { askedFor, clockOf, questionDialog, Questions, talkOf, toTell } from "../../src/guitai/web/static/desk/questions.js";
import { emptyState, reduce } from "../../src/guitai/web/static/desk/state.js";
import { useWords } from "../../src/guitai/web/static/desk/words.js";
import { ME, at, data, row } from "./cast.mjs";

useWords({
  clock_left: "还剩{time}", clock_late: "超时{time}", hours: "{h}小时{m}分", minutes: "{m}分", question_answered: "{lead}答复了{buyer}",
  question_new: "{agent}问：{question}", question_dropped: "已撤：{question}", question_tell: "告诉{buyer}：{answer}", question_said: "{lead}：",
});

const LEAD = { id: 9, name: "王芳" };
const NOW = Date.parse(at(0));

const waiter = (id, changes = {}) => ({
  id, conversation: 1, buyer: { id: 71, name: "豆豆" }, asked_by: { id: ME.id, name: ME.name }, asked_at: at(60), told_at: null, ...changes,
});
const question = (id, changes = {}) => ({
  id, question: "可以机洗吗", note: "", product: null, asked_by: { id: ME.id, name: ME.name }, asked_at: at(60), due_at: at(-3600), state: "open",
  answer: "", answered_by: null, answered_at: null, waiters: [waiter(id * 10)], ...changes,
});
const answered = (id, changes = {}) => question(id, { state: "answered", answer: "可以", answered_by: LEAD, answered_at: at(50 - id), ...changes });
const begun = (questions, rows = [row(1)], changes = {}) => reduce(emptyState, { kind: "began", data: data(rows, { questions, ...changes }) });
const told = (state, one) => reduce(state, { kind: "question", question: one });

test("a page told of questions knows the same as one that was reloaded", () => {
  const done = answered(2, { waiters: [waiter(20, { told_at: at(1) })] });
  const beside = answered(3, { waiters: [waiter(30, { conversation: null })] });

  let live = begun([question(1), question(2), question(3), question(4)]);
  for (const one of [answered(1), done, beside, question(4, { state: "withdrawn" })]) live = told(live, one);

  assert.deepEqual(live.questions, begun([answered(1)]).questions);
});

test("who was away is told all of them when caught up", () => {
  const state = reduce(begun([question(1)]), { kind: "caught_up", seq: 120, questions: [answered(3)] });

  assert.deepEqual(Object.keys(state.questions), ["3"]);
});

test("an answer goes to the talk the buyer has open by now, else to the one it was asked in", () => {
  const closed = { ...row(1), state: "closed", buyer: { id: 71, name: "豆豆" } };
  const newer = { ...row(2), buyer: { id: 71, name: "豆豆" } };

  assert.equal(talkOf(begun([], [closed, newer]), waiter(1)).id, 2);
  assert.equal(talkOf(begun([], [closed]), waiter(1)).id, 1);
  assert.deepEqual(talkOf(begun([], []), waiter(1)), { id: 1, state: "closed", agent: null });
});

test("my own buyers and those nobody has are told by me, what was answered first at the front", () => {
  const others = { ...row(3), agent: { id: 4, name: "小雨" }, buyer: { id: 73, name: "别人的" } };
  const rows = [{ ...row(1), agent: ME }, others];
  const questions = [
    answered(1),
    answered(2, { waiters: [waiter(20, { conversation: 2, buyer: { id: 72, name: "走了的" } })] }),
    answered(3, { waiters: [waiter(30, { conversation: 3, buyer: { id: 73, name: "别人的" } })] }),
    question(4),
  ];

  assert.deepEqual(toTell(begun(questions, rows)).map((one) => one.waiter.id), [10, 20]);
  assert.deepEqual(toTell(begun(questions, rows, { me: { ...ME, may: [] } })), []);
  assert.deepEqual(askedFor(begun(questions, rows), 1).map((one) => one.waiter.id), [10, 40]);
});

test("the clock says how near the promised time is", () => {
  assert.deepEqual(clockOf(at(-24 * 3600), NOW), { level: "calm", clock: "还剩24小时0分" });
  assert.deepEqual(clockOf(at(-7200), NOW), { level: "soon", clock: "还剩2小时0分" });
  assert.deepEqual(clockOf(at(60), NOW), { level: "late", clock: "超时1分" });
});

function page(state) {
  const watchers = [];
  const said = [];
  const desk = {
    state, row: state.rows[state.selected] || null, store: { watch: (watch) => watchers.push(watch) },
    tell: (text) => said.push(text), select: (id) => said.push(`open ${id}`), attempt: (request) => request,
  };
  const view = { composerMode: "write", questions: null };
  const composer = { insert: (text) => said.push(`insert ${text}`) };
  const questions = new Questions({ desk, view, composer, path: "/q/", ring: () => said.push("ring") });
  const hear = (one) => {
    const before = desk.state;
    desk.state = told(before, one);
    for (const watch of watchers) watch(desk.state, before, { kind: "question", question: one });
  };
  return { desk, view, questions, said, hear };
}

test("the answer calls who is to tell it, and says so unless they look at the talk", () => {
  const away = page(begun([question(1)], [{ ...row(1), agent: ME }]));
  const here = page({ ...begun([question(1)], [{ ...row(1), agent: ME }]), selected: 1 });
  for (const { hear } of [away, here]) hear(answered(1));

  assert.deepEqual(away.said, ["ring", "王芳答复了豆豆"]);
  assert.deepEqual(here.said, ["ring"]);
});

test("who writes the knowledge hears of a new question, who asked hears that it was dropped", () => {
  const editor = page(begun([], [], { me: { id: 9, name: "王芳", may: ["answer", "edit_knowledge"] } }));
  const agent = page(begun([question(1)]));

  editor.hear(question(1));
  agent.hear(question(1, { state: "withdrawn" }));
  agent.hear(question(2));

  assert.deepEqual(editor.said, ["ring", `${ME.name}问：可以机洗吗`]);
  assert.deepEqual(agent.said, ["已撤：可以机洗吗"]);
});

test("the key inserts the answer for the talk at hand, else opens the next talk that waits for one", () => {
  const rows = [{ ...row(1), agent: ME }];
  const here = page({ ...begun([answered(1)], rows), selected: 1 });
  const elsewhere = page({ ...begun([answered(1)], rows), selected: 5 });
  const nowhere = page(begun([question(1)], rows));
  for (const { questions } of [here, elsewhere, nowhere]) questions.take();

  assert.deepEqual([here.said, elsewhere.said, nowhere.said], [["insert 可以"], ["open 1"], []]);
});

test("the panel shows what was asked here, the list whom to tell elsewhere, and who may answer what falls due", () => {
  const rows = [{ ...row(1), agent: ME }];
  const questions = [answered(1), question(2, { due_at: at(-600) })];
  const me = { ...ME, may: ["answer", "edit_knowledge"] };
  const { questions: part, view } = page(begun(questions, rows, { me }));

  part.paint({ ...part.desk.state, selected: 1 });
  assert.deepEqual(view.questions.here.map(({ id, answer }) => [id, answer]), [[10, "可以"], [20, ""]]);
  assert.deepEqual([view.questions.answered.length, view.questions.elsewhere], [1, 0]);
  part.paint({ ...part.desk.state, selected: 5 });
  assert.deepEqual([view.questions.elsewhere, view.questions.line], [1, "告诉豆豆：可以"]);
});

test("the dialog is filled in with what the buyer asked, unless somebody typed already", async () => {
  const asked = { question: "能机洗吗", product: { id: 7, title: "衬衫" } };
  const make = (typed) => {
    const desk = { row: { id: 1 }, attempt: (request) => request };
    const dialog = questionDialog({
      desk, composer: () => ({ written: () => ({ text: "在写" }) }), path: "/q/",
      ask: { prepared: async (path) => (typed && (made.question = typed), assert.equal(path, "/q/for/1/"), asked) },
    });
    const made = { ...dialog(), $refs: { question: { focus() {}, select() {} } }, $nextTick() {} };
    return made;
  };
  const [empty, begunAlready] = [make(""), make("我打的")];

  await empty.opened();
  await begunAlready.opened();

  assert.deepEqual([empty.question, empty.product.id, empty.holding], ["能机洗吗", 7, false]);
  assert.equal(begunAlready.question, "我打的");
});
