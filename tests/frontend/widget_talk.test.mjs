import assert from "node:assert/strict";
import { test } from "node:test";
import { SILENCE, heard, lastId, merge, rows, unread, withOlder } from "../../src/guitai/web/static/widget/talk.js";

function message(id, author = "buyer", more = {}) {
  const agent = author === "agent" ? { name: "小美" } : null;
  return { id, author, agent, kind: "text", text: `${id}`, local_id: "", at: "2026-03-02T02:00:00.000Z", ...more };
}

const history = (messages, more = {}) => ({ kind: "history", messages, more: false, state: "open", agent: "小美", ...more });
const ids = (talk) => talk.messages.map((each) => each.id);
const at = (minutes) => new Date(Date.UTC(2026, 2, 2, 2, minutes)).toISOString();

test("messages are kept once, in the order of their numbers", () => {
  const merged = merge([message(3), message(5)], [message(5), message(4), message(1)]);

  assert.deepEqual(merged.map((each) => each.id), [1, 3, 4, 5]);
});

test("what was missed is added to what is there", () => {
  const before = heard(SILENCE, history([message(1), message(2)], { more: true }), 0);

  const after = heard(before, history([message(3)]), 0);

  assert.deepEqual(ids(after), [1, 2, 3]);
  assert.equal(after.more, true, "there are still older ones");
});

test("after too long a break the talk begins with the page that was given", () => {
  const before = heard(SILENCE, history([message(1), message(2)]), 0);

  const after = heard(before, history([message(90), message(91)], { more: true }), 0);

  assert.deepEqual(ids(after), [90, 91]);
  assert.equal(after.more, true);
});

test("no talk yet is a talk without a state", () => {
  const talk = heard(SILENCE, history([], { state: null, agent: null, rating: null }), 0);

  assert.equal(talk.known, true);
  assert.equal(talk.state, "");
  assert.equal(lastId(talk), 0);
});

test("the same message told twice is one message", () => {
  let talk = heard(SILENCE, { kind: "stored", local_id: "a", message: message(7, "buyer", { local_id: "a" }) }, 0);
  talk = heard(talk, { kind: "message", message: message(7, "buyer", { local_id: "a" }) }, 0);

  assert.deepEqual(ids(talk), [7]);
});

test("an agent's answer ends the typing sign and shows what came before as seen", () => {
  let talk = heard(heard(SILENCE, history([message(7)]), 0), { kind: "typing" }, 1000);
  assert.equal(talk.typingUntil, 5000);

  talk = heard(talk, { kind: "message", message: message(8, "agent") }, 2000);

  assert.equal(talk.typingUntil, 0);
  assert.equal(talk.agentRead, 8);
});

test("a robot's answer does not say that an agent has read anything", () => {
  const talk = heard(heard(SILENCE, history([message(7)]), 0), { kind: "message", message: message(8, "robot") }, 0);

  assert.equal(talk.agentRead, 0);
});

test("read marks never go back", () => {
  let talk = heard(SILENCE, { kind: "read", upto: 9 }, 0);
  talk = heard(talk, { kind: "read", upto: 4 }, 0);
  talk = heard(talk, { kind: "state", state: "open", agent: "小美" }, 0);

  assert.equal(talk.agentRead, 9);
});

test("a state says who serves and whether anybody is there", () => {
  const talk = heard(SILENCE, { kind: "state", state: "closed", agent: "小美", rating: 4, on_duty: false }, 0);

  assert.deepEqual([talk.state, talk.agent, talk.rating, talk.onDuty], ["closed", "小美", 4, false]);
});

test("a frame nobody knows changes nothing", () => {
  assert.equal(heard(SILENCE, { kind: "tick" }, 0), SILENCE);
});

test("only answers count as unread", () => {
  const talk = { ...SILENCE, messages: [message(1, "agent"), message(2), message(3, "system"), message(4, "agent"), message(5, "robot")] };

  assert.equal(unread(talk, 0), 3);
  assert.equal(unread(talk, 1), 2);
  assert.equal(unread(talk, 5), 0);
});

test("older messages come before, and say whether there are more", () => {
  const talk = withOlder({ ...SILENCE, messages: [message(9)], more: true }, [message(7), message(8)], false);

  assert.deepEqual(ids(talk), [7, 8, 9]);
  assert.equal(talk.more, false);
});

test("a line is shown once from the moment it is written", () => {
  const line = { local_id: "a", kind: "text", text: "在吗", at: Date.parse(at(0)), failed: "" };

  const waiting = rows([], [line], 0);
  const stored = rows([message(7, "buyer", { local_id: "a" })], [line], 0);

  assert.deepEqual(waiting.map((row) => row.key), stored.map((row) => row.key));
  assert.equal(waiting[1].message.waiting, true);
  assert.equal(stored[1].message.waiting, undefined);
});

test("each day has its line", () => {
  const shown = rows([message(1, "buyer", { at: at(0) }), message(2, "buyer", { at: at(0).replace("-02T", "-05T") })], [], 0);

  assert.deepEqual(shown.map((row) => row.type), ["day", "said", "day", "said"]);
});

test("lines in one breath are gathered, a pause or another voice begins anew", () => {
  const shown = rows(
    [
      message(1, "buyer", { at: at(0) }),
      message(2, "buyer", { at: at(1) }),
      message(3, "agent", { at: at(2) }),
      message(4, "agent", { at: at(20) }),
      message(5, "system", { kind: "event", at: at(21) }),
      message(6, "agent", { at: at(21) }),
    ],
    [],
    0,
  ).filter((row) => row.type === "said");

  assert.deepEqual(shown.map((row) => [row.message.id, row.first, row.last]), [
    [1, true, false],
    [2, false, true],
    [3, true, true],
    [4, true, true],
    [6, true, true],
  ]);
});

test("only the buyer's last stored line says whether it was seen", () => {
  const marks = (agentRead) =>
    rows([message(1), message(2), message(3, "agent")], [], agentRead).map((row) => row.seen);

  assert.deepEqual(marks(1).slice(1), [null, false, null]);
  assert.deepEqual(marks(2).slice(1), [null, true, null]);
});
