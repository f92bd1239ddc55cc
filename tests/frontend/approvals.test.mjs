// What waits for the lead, what I asked, and what comes of it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Approvals, askedIn, settledBy, toDecide } from "../../src/guitai/web/static/desk/approvals.js";
import { emptyState, reduce } from "../../src/guitai/web/static/desk/state.js";
import { useWords } from "../../src/guitai/web/static/desk/words.js";
import { ME, Storage, at, data, row } from "./cast.mjs";

useWords({ offline: "没有网络", no_answer: "没有答复", approval_granted: "{buyer} 的已发出", approval_refused: "{buyer} 的没有同意" });

const LEAD = { ...ME, id: 9, name: "王芳", may: ["answer", "approve"] };

const approval = (id, changes = {}) => ({
  id,
  conversation: 1,
  buyer: "tb_demo01",
  agent: { id: ME.id, name: ME.name },
  text: "便宜25",
  amount: "25.00",
  asked_at: at(100 - id),
  state: "waiting",
  decided_by: null,
  answer: "",
  ...changes,
});

const begun = (approvals, changes = {}) => reduce(emptyState, { kind: "began", data: data([row(1), row(2)], { approvals, ...changes }) });
const told = (state, one) => reduce(state, { kind: "approval", approval: one });

test("a page told of requests knows the same as one that was reloaded", () => {
  const mine = approval(1, { state: "refused" });
  const others = approval(2, { agent: { id: 4, name: "小雨" }, conversation: 2 });

  const live = told(told(told(begun([]), approval(1)), others), mine);
  const settled = told(live, { ...others, state: "granted" });

  assert.deepEqual(live.approvals, begun([mine, others]).approvals);
  assert.deepEqual(settled.approvals, begun([mine]).approvals);
});

test("who was away is told all of them when caught up", () => {
  const state = reduce(begun([approval(1)]), { kind: "caught_up", seq: 120, approvals: [approval(3)] });

  assert.deepEqual(Object.keys(state.approvals), ["3"]);
});

test("only who may approve decides, who asked first at the front", () => {
  const waiting = [approval(3), approval(1), approval(2, { state: "granted" })];

  assert.deepEqual(toDecide(begun(waiting, { me: LEAD })).map(({ id }) => id), [1, 3]);
  assert.deepEqual(toDecide(begun(waiting)), []);
  assert.deepEqual(toDecide(emptyState), []);
});

test("a conversation shows what I asked last in it, until I put it away or take it back", () => {
  const state = begun([approval(1, { state: "refused" }), approval(2), approval(3, { conversation: 2 }), approval(4, { state: "withdrawn" })]);

  assert.equal(askedIn(state, 1).id, 2);
  assert.equal(askedIn(state, 1, [2]).id, 1);
  assert.equal(askedIn(state, 5), null);
  assert.equal(askedIn(begun([approval(1, { conversation: null })]), null), null);
});

test("a change settles what waited before, and nothing twice", () => {
  const before = begun([approval(1)]);
  const after = told(before, approval(1, { state: "granted" }));

  assert.deepEqual(settledBy(before, after).map(({ id }) => id), [1]);
  assert.deepEqual(settledBy(after, told(after, approval(1, { state: "granted" }))), []);
  assert.deepEqual(settledBy(emptyState, after), []);
});

function atDesk({ open = true, field = "便宜25", selected = 1 } = {}) {
  const said = [];
  const calls = [];
  const note = (name) => (...facts) => calls.push([name, ...facts]);
  const composer = {
    text: field,
    written: () => ({ text: composer.text, phrases: [12] }),
    load: (text) => (composer.text = text),
    giveBack: (text) => (composer.text = composer.text || text),
    focus() {},
  };
  const desk = {
    state: reduce(begun([]), { kind: "selected", conversation: selected }),
    store: { watch: (watch) => (desk.watch = watch), paint() {} },
    outbox: { nextId: () => "a-1" },
    socket: { say: (frame) => open && said.push(frame) > 0 },
    drafts: { text: () => desk.draft || "", forget: note("forget"), keep: note("keep") },
    on: (_name, handler) => (desk.refuseToAsk = handler),
    tell: note("tell"),
    complain: note("complain"),
  };
  const view = { problem: "", asked: { id: null }, guard: { note: " 老客户 ", busy: false, asking: true }, approvals: {} };
  const approvals = new Approvals({ desk, view, composer, storage: new Storage(), key: "away" });
  const hear = (one) => {
    const before = desk.state;
    desk.state = told(before, one);
    desk.watch(desk.state, before, { kind: "approval" });
  };
  return { approvals, desk, view, composer, said, calls, hear };
}

test("asking says what is in the composer, and the text leaves it once it waits", () => {
  const { approvals, view, composer, said, calls, hear } = atDesk();

  approvals.ask();
  approvals.ask();
  assert.equal(composer.text, "便宜25");
  hear(approval(1));

  assert.deepEqual(said, [{ do: "ask", conversation: 1, local_id: "a-1", text: "便宜25", phrases: [12], note: "老客户" }]);
  assert.equal(composer.text, "");
  assert.deepEqual(calls, [["forget", 1]]);
  assert.deepEqual([view.guard.busy, view.guard.asking, view.guard.note], [false, false, ""]);
});

test("what was written on meanwhile stays", () => {
  const { approvals, composer, hear } = atDesk();

  approvals.ask();
  composer.text = "便宜25，再送您袜子";
  hear(approval(1));

  assert.equal(composer.text, "便宜25，再送您袜子");
});

test("without a line nothing is asked, and a refusal leaves the text where it is", () => {
  const away = atDesk({ open: false });
  away.approvals.ask();
  const refused = atDesk();
  refused.approvals.ask();
  refused.desk.refuseToAsk({ reason: "不用问" });

  assert.deepEqual([away.calls, away.view.guard.busy], [[["complain", "没有网络"]], false]);
  assert.deepEqual([refused.composer.text, refused.view.problem, refused.view.guard.busy], ["便宜25", "不用问", false]);
});

test("a reply that was not sent comes back to the composer, or to the drafts of its conversation", () => {
  const here = atDesk({ field: "" });
  here.hear(approval(1));
  here.hear(approval(1, { state: "refused" }));
  const elsewhere = atDesk({ field: "", selected: 2 });
  elsewhere.hear(approval(1));
  elsewhere.hear(approval(1, { state: "refused" }));

  assert.equal(here.composer.text, "便宜25");
  assert.equal(elsewhere.composer.text, "");
  assert.deepEqual(elsewhere.calls, [["keep", "1", "便宜25"], ["complain", "buyer 1 的没有同意"]]);
});

test("one that was granted elsewhere is told, one that stands before the eyes is not", () => {
  const elsewhere = atDesk({ selected: 2 });
  elsewhere.hear(approval(1));
  elsewhere.hear(approval(1, { state: "granted" }));
  const here = atDesk();
  here.hear(approval(1));
  here.hear(approval(1, { state: "granted" }));

  assert.deepEqual(elsewhere.calls, [["tell", "buyer 1 的已发出"]]);
  assert.deepEqual(here.calls, []);
});

test("an answer is put away when the agent writes on in that talk, what still waits is not", () => {
  const { approvals, desk, view } = atDesk();
  const sending = (conversation) => desk.watch(desk.state, desk.state, { kind: "sending", message: { conversation } });

  view.asked = { id: 1, conversation: 1, state: "waiting" };
  sending(1);
  view.asked = { id: 2, conversation: 1, state: "refused" };
  sending(2);
  assert.deepEqual(approvals.away, []);
  sending(1);

  assert.deepEqual(approvals.away, [2]);
});

test("what was put away stays away after a reload", () => {
  const { approvals, desk, view } = atDesk();
  const state = begun([approval(1, { state: "refused" })]);
  view.asked = { id: 1 };
  approvals.putAway();

  const again = new Approvals({ desk, view, composer: approvals.composer, storage: approvals.storage, key: "away" });

  assert.equal(askedIn(state, 1, again.away), null);
});
