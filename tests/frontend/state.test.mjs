// What the desk knows after each change; above all that a live page and a reloaded one know the same.
import assert from "node:assert/strict";
import { test } from "node:test";

import { counts, loadOf, neighbour, nextWaiting, rowsOf } from "../../src/guitai/web/static/desk/lists.js";
import { emptyState, reduce } from "../../src/guitai/web/static/desk/state.js";
import { at, byMe, data, message, row } from "./cast.mjs";

const begun = (rows, changes) => reduce(emptyState, { kind: "began", data: data(rows, changes) });
const run = (state, ...changes) => changes.reduce(reduce, state);
const opened = (state, messages, more = false) => reduce(state, { kind: "opened", conversation: state.rows[1], messages, more });
const told = (kind, conversation, said = null) => ({ seq: conversation.seq, kind, conversation, message: said, at: at(0) });

test("a live page shows what a reloaded page shows, after every kind of change", () => {
  const other = { id: 4, name: "小雨" };
  const steps = [
    told("conversation_opened", row(7, { seq: 101, agent: null, state: "waiting", waiting_since: at(5), unread: 1 })),
    told("conversation_assigned", row(7, { seq: 102, waiting_since: at(5), unread: 1 })),
    told("message_sent", row(1, { seq: 103, waiting_since: at(4), unread: 1 }), message(11)),
    told("message_sent", row(1, { seq: 104, last_author: "agent" }), byMe(12, { local_id: "a-1" })),
    told("conversation_read", row(1, { seq: 105, buyer_read: 12, last_author: "agent" })),
    told("conversation_assigned", row(2, { seq: 106, agent: other })),
    told("conversation_queued", row(3, { seq: 107, agent: null, state: "waiting", waiting_since: at(9) })),
    told("conversation_closed", row(1, { seq: 108, state: "closed", closed_at: at(0), last_author: "agent" }), null),
    told("conversation_reopened", row(1, { seq: 109, last_author: "agent" })),
    told("conversation_rated", row(4, { seq: 110, state: "closed", closed_at: at(1), rating: 5 })),
  ];
  let live = begun([row(1), row(2), row(3), row(4)]);
  const table = new Map(Object.entries(live.rows));

  for (const step of steps) {
    live = reduce(live, step);
    table.set(String(step.conversation.id), step.conversation);
    const reloaded = begun([...table.values()].filter((each) => each.state !== "closed"));

    for (const tab of ["mine", "waiting", "all"]) assert.deepEqual(rowsOf(live, tab), rowsOf(reloaded, tab), `${step.kind}, ${tab}`);
    assert.deepEqual(counts(live), counts(reloaded), step.kind);
  }
});

test("a transcript that was live is the one that is loaded", () => {
  const live = run(
    opened(begun([row(1)]), [message(10)]),
    { kind: "sending", message: { local_id: "a-1", conversation: 1, text: "在的", kind: "text", at: at(1) } },
    told("message_sent", row(1, { seq: 103 }), byMe(11, { local_id: "a-1" })),
    { kind: "stored", local_id: "a-1", message: byMe(11, { local_id: "a-1" }), seq: 103 },
    told("message_sent", row(1, { seq: 104 }), message(12)),
  );

  const loaded = opened(begun([row(1, { seq: 104 })]), [message(10), byMe(11, { local_id: "a-1" }), message(12)]);

  assert.deepEqual(live.talks[1].messages, loaded.talks[1].messages);
  assert.deepEqual(live.pending, []);
});

test("a message that comes while the transcript is being asked for is in it, though the answer is older", () => {
  const asked = run(
    begun([row(1)]),
    { kind: "asked", conversation: 1 },
    { kind: "sending", message: { local_id: "a-1", conversation: 1, text: "在的", kind: "text", at: at(1) } },
    { kind: "stored", local_id: "a-1", message: byMe(11, { local_id: "a-1" }), seq: 103 },
    told("message_sent", row(1, { seq: 104 }), message(12)),
  );

  const loaded = opened(asked, [message(10)]);

  assert.deepEqual(loaded.talks[1].messages.map(({ id }) => id), [10, 11, 12]);
  assert.deepEqual(loaded.pending, []);
  assert.deepEqual(loaded.early, {});
});

test("what came early is forgotten when the transcript can't be had", () => {
  const asked = run(begun([row(1)]), { kind: "asked", conversation: 1 }, told("message_sent", row(1, { seq: 104 }), message(12)));

  assert.deepEqual(reduce(asked, { kind: "not_opened", conversation: 1 }).early, {});
});

test("an older row never stands over a newer one", () => {
  const state = run(begun([row(1, { seq: 120, last_text: "新" })]), { kind: "row", conversation: row(1, { seq: 119, last_text: "旧" }) });

  assert.equal(state.rows[1].last_text, "新");
});

test("changes told twice or out of order leave one message each, in the order of ids", () => {
  const second = told("message_sent", row(1, { seq: 102 }), message(12));
  const first = told("message_sent", row(1, { seq: 101 }), message(11));

  const state = run(opened(begun([row(1)]), [message(10)]), second, first, second);

  assert.deepEqual(state.talks[1].messages.map((each) => each.id), [10, 11, 12]);
  assert.equal(state.rows[1].seq, 102);
});

test("a refused message stays, says why, and can go again", () => {
  const sending = run(begun([row(1)]), { kind: "sending", message: { local_id: "a-1", conversation: 1, text: "满***元" } });

  const refused = reduce(sending, { kind: "refused", local_id: "a-1", code: "chat.unfilled_slot", reason: "***" });

  assert.equal(refused.pending[0].status, "failed");
  assert.equal(refused.pending[0].reason, "***");
  assert.equal(reduce(refused, { kind: "again", local_id: "a-1" }).pending[0].status, "sending");
  assert.deepEqual(reduce(refused, { kind: "discarded", local_id: "a-1" }).pending, []);
});

test("only being caught up moves the number that is sure", () => {
  const state = run(begun([row(1)]), told("message_sent", row(1, { seq: 140 }), message(11)));

  assert.equal(state.seq, 140);
  assert.equal(state.confirmed, 100);
  assert.equal(reduce(state, { kind: "caught_up", seq: 140 }).confirmed, 140);
});

test("a transcript kept from before is dropped where a newer page does not join it", () => {
  const known = opened(begun([row(1)]), [message(10), message(11)], true);

  const apart = opened(known, [message(90), message(91)], true);
  const joined = opened(known, [message(11), message(12)], true);

  assert.deepEqual(apart.talks[1].messages.map((each) => each.id), [90, 91]);
  assert.deepEqual(joined.talks[1].messages.map((each) => each.id), [10, 11, 12]);
});

test("older messages come before, once", () => {
  const state = run(opened(begun([row(1)]), [message(10)], true), { kind: "older", conversation: 1, messages: [message(8), message(9), message(10)], more: false });

  assert.deepEqual(state.talks[1].messages.map((each) => each.id), [8, 9, 10]);
  assert.equal(state.talks[1].more, false);
});

test("starting anew forgets rows that closed meanwhile but keeps the one being read", () => {
  const before = run(begun([row(1), row(2)]), { kind: "selected", conversation: 1 });

  const after = reduce(before, { kind: "began", data: data([row(3)]) });

  assert.deepEqual(Object.keys(after.rows), ["1", "3"]);
});

test("a typing sign ends with the buyer's message", () => {
  const typing = run(begun([row(1)]), { kind: "typing", conversation: 1, by: "buyer", at: 1 });

  assert.deepEqual(reduce(typing, told("message_sent", row(1, { seq: 101 }), message(11))).typing, {});
  assert.deepEqual(reduce(typing, { kind: "typing_faded", conversation: 1 }).typing, {});
});

test("somebody's presence shows with them, and my own with me", () => {
  const state = run(begun([]), { kind: "presence", agent: 3, state: "away" }, { kind: "presence", agent: 4, state: "off" });

  assert.equal(state.me.state, "away");
  assert.deepEqual(state.colleagues.map((each) => each.state), ["away", "off"]);
});

test("a change nobody knows changes nothing", () => {
  const state = begun([row(1)]);

  assert.equal(reduce(state, { kind: "something_new" }), state);
});

test("who waits longest stands first, who waits for nothing last", () => {
  const state = begun([row(1, { last_at: at(10) }), row(2, { waiting_since: at(5) }), row(3, { waiting_since: at(50) }), row(4, { last_at: at(5) })]);

  assert.deepEqual(rowsOf(state, "all").map((each) => each.id), [3, 2, 4, 1]);
});

test("the closed list shows no row older than the pages loaded", () => {
  const closed = (id, seconds) => row(id, { state: "closed", closed_at: at(seconds), last_at: at(seconds) });
  const state = run(begun([]), { kind: "closed_page", conversations: [closed(1, 10), closed(2, 20)], more: true }, { kind: "found", hits: [{ conversation: closed(3, 9000), message: null }] });

  assert.deepEqual(rowsOf(state, "closed").map((each) => each.id), [1, 2]);
  assert.equal(state.closedBefore, at(20));
});

test("the next waiting buyer is one of mine before one of the queue, and never the one shown", () => {
  const queued = row(1, { agent: null, state: "waiting", waiting_since: at(500) });
  const state = begun([queued, row(2, { waiting_since: at(20) }), row(3, { waiting_since: at(40) }), row(4, { agent: { id: 4, name: "小雨" }, waiting_since: at(900) })]);

  assert.equal(nextWaiting(state).id, 3);
  assert.equal(nextWaiting(reduce(state, { kind: "selected", conversation: 3 })).id, 2);
  assert.equal(nextWaiting(begun([queued])).id, 1);
  assert.equal(nextWaiting(begun([row(5)])), null);
});

test("who was answered waits no more, though the server has not said so yet", () => {
  const state = begun([row(1, { waiting_since: at(40) }), row(2, { waiting_since: at(20) })]);
  const sending = reduce(state, { kind: "sending", message: { conversation: 1, local_id: "a-1", kind: "text", text: "有的", at: at(0) } });
  const stored = reduce(sending, { kind: "stored", local_id: "a-1", seq: 9, message: byMe(7, { local_id: "a-1" }) });
  const refused = reduce(sending, { kind: "refused", local_id: "a-1", code: "chat.too_long", reason: "…" });

  assert.deepEqual([state, sending, stored, refused].map((each) => nextWaiting(each).id), [1, 2, 2, 1]);
});

test("a row from before the answer, which comes later on its own way, leads nobody back", () => {
  const state = run(
    begun([row(1, { seq: 7, waiting_since: at(40) })]),
    { kind: "stored", local_id: "a-1", seq: 9, message: byMe(7, { local_id: "a-1" }) },
    { kind: "row", conversation: row(1, { seq: 8, waiting_since: at(40) }) },
  );
  const answered = reduce(state, { kind: "row", conversation: row(1, { seq: 9, waiting_since: null, last_text: "有的" }) });

  assert.equal(nextWaiting(state), null);
  assert.equal(answered.rows[1].last_text, "有的");
});

test("a note is no answer, nor is one from before the buyer's last words", () => {
  const state = begun([row(1, { waiting_since: at(40) })]);
  const noted = run(
    state,
    { kind: "sending", message: { conversation: 1, local_id: "a-1", kind: "note", text: "急", at: at(0) } },
    { kind: "stored", local_id: "a-1", seq: 9, message: byMe(7, { kind: "note", local_id: "a-1" }) },
  );
  const overtaken = run(
    state,
    told("message_sent", row(1, { seq: 10, waiting_since: at(1) }), message(8)),
    { kind: "stored", local_id: "a-2", seq: 9, message: byMe(7, { local_id: "a-2" }) },
  );

  assert.equal(nextWaiting(noted).id, 1);
  assert.equal(nextWaiting(overtaken).id, 1);
});

test("next and previous stop at the ends of the list", () => {
  const rows = [row(1), row(2), row(3)];

  assert.equal(neighbour(rows, 1, 1).id, 2);
  assert.equal(neighbour(rows, 1, -1), null);
  assert.equal(neighbour(rows, null, 1).id, 1);
  assert.equal(neighbour(rows, null, -1).id, 3);
});

test("a colleague's load is what they have open", () => {
  assert.equal(loadOf(begun([row(1), row(2), row(3, { state: "closed" }), row(4, { agent: null, state: "waiting" })]), 3), 2);
});

test("a long talk opened again begins at its end, with the rest to be asked for", () => {
  const long = opened(begun([row(1)]), Array.from({ length: 300 }, (_, place) => message(place + 1)));

  const again = reduce(long, { kind: "selected", conversation: 1 });

  assert.equal(again.talks[1].messages.length, 120);
  assert.equal(again.talks[1].messages[119].id, 300);
  assert.equal(again.talks[1].more, true);
});
