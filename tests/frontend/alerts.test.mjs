// When an agent is called, and when not.
import assert from "node:assert/strict";
import { test } from "node:test";

import { rings } from "../../src/guitai/web/static/desk/alerts.js";
import { emptyState, reduce } from "../../src/guitai/web/static/desk/state.js";
import { at, byMe, data, message, row } from "./cast.mjs";

const before = reduce(emptyState, { kind: "began", data: data([row(1)]) });
const heard = (kind, conversation, said = null) => {
  const change = { seq: conversation.seq, kind, conversation, message: said, at: at(0) };
  return rings(reduce(before, change), before, change);
};
const OTHER = { id: 4, name: "小雨" };

test("a buyer of mine who writes calls me", () => {
  assert.equal(heard("message_sent", row(1, { seq: 101, waiting_since: at(1) }), message(11)), true);
});

test("what I did, or a colleague's buyer, never calls me", () => {
  assert.equal(heard("message_sent", row(1, { seq: 101 }), byMe(11)), false);
  assert.equal(heard("message_sent", row(1, { seq: 101, agent: OTHER, waiting_since: at(1) }), message(11)), false);
  assert.equal(heard("conversation_assigned", row(2, { seq: 102, waiting_since: at(1) }), message(12, { kind: "event", card: { by: "小美" } })), false);
  assert.equal(heard("conversation_closed", row(1, { seq: 101, state: "closed" })), false);
});

test("somebody new in the queue, or handed to me while waiting, calls me", () => {
  assert.equal(heard("conversation_opened", row(2, { seq: 101, agent: null, state: "waiting", waiting_since: at(1) })), true);
  assert.equal(heard("conversation_assigned", row(2, { seq: 102, waiting_since: at(1) }), message(12, { kind: "event", card: { by: "小雨" } })), true);
  assert.equal(heard("conversation_assigned", row(2, { seq: 102 })), false);
});

test("a change that is known already calls nobody", () => {
  assert.equal(heard("message_sent", row(1, { seq: 1, waiting_since: at(1) }), message(11)), false);
});
