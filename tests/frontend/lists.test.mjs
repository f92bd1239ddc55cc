// The order of the list: as the server's queue, the angry first of those who wait.
import assert from "node:assert/strict";
import { test } from "node:test";

import { nextWaiting, rowsOf, waitingForMe } from "../../src/guitai/web/static/desk/lists.js";
import { emptyState, reduce } from "../../src/guitai/web/static/desk/state.js";
import { at, data, row } from "./cast.mjs";

const begun = (rows) => reduce(emptyState, { kind: "began", data: data(rows) });
const ids = (rows) => rows.map(({ id }) => id);

test("of those who wait the angry stand first, each part by how long they wait; nobody else moves", () => {
  const state = begun([
    row(1, { waiting_since: at(300), mood: "disappointed" }),
    row(2, { waiting_since: at(20), mood: "angry" }),
    row(3, { waiting_since: at(90), mood: "angry" }),
    row(4, { waiting_since: at(200), mood: "" }),
    row(5, { last_at: at(10), mood: "neutral" }),
    row(6, { last_at: at(50), mood: "angry" }), // was answered
  ]);

  assert.deepEqual(ids(rowsOf(state, "mine")), [3, 2, 1, 4, 5, 6]);
  assert.deepEqual(ids(waitingForMe(state)), [3, 2, 1, 4]);
});

test("who is angry is next, my own before the queue", () => {
  const queued = { agent: null, state: "waiting" };

  assert.equal(nextWaiting(begun([row(1, { waiting_since: at(90) }), row(2, { waiting_since: at(9), mood: "angry" })])).id, 2);
  assert.equal(nextWaiting(begun([row(1, { waiting_since: at(90) }), row(2, { ...queued, waiting_since: at(9), mood: "angry" })])).id, 1);
  assert.equal(nextWaiting(begun([row(1, { ...queued, waiting_since: at(90) }), row(2, { ...queued, waiting_since: at(9), mood: "angry" })])).id, 2);
});

test("the list moves only when a buyer turns angry, or calms down, while waiting", () => {
  const rows = [row(1, { waiting_since: at(300) }), row(2, { waiting_since: at(200) }), row(3, { waiting_since: at(100) })];
  const turns = (mood) => ids(rowsOf(begun([rows[0], rows[1], { ...rows[2], mood }]), "mine"));

  for (const mood of ["anxious", "disappointed", "content", "neutral", ""]) assert.deepEqual(turns(mood), [1, 2, 3], mood);
  assert.deepEqual(turns("angry"), [3, 1, 2]);
});
