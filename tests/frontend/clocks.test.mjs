// The clock beside a waiting buyer.
import assert from "node:assert/strict";
import { test } from "node:test";

import { clockOf, grewUrgent } from "../../src/guitai/web/static/desk/clocks.js";
import { at, LIMITS, NOON, row } from "./cast.mjs";

const level = (seconds, changes = {}) => clockOf(row(1, { waiting_since: at(seconds), ...changes }), LIMITS, NOON);

test("a first answer is calm for 20 s, then soon, and now in its last 5 s", () => {
  const first = { first_reply_at: null };

  assert.equal(level(19, first).level, "calm");
  assert.deepEqual(level(20, first), { level: "soon", waited: 20, left: 10 });
  assert.equal(level(25, first).level, "now");
});

test("a limit that was missed is never calm again", () => {
  const first = { first_reply_at: null };

  assert.deepEqual(level(31, first), { level: "soon", waited: 31, left: 149 });
  assert.equal(level(150, first).level, "now");
  assert.equal(level(181, first).level, "soon");
});

test("a later answer runs against three and five minutes", () => {
  assert.equal(level(60).level, "calm");
  assert.equal(level(120).level, "soon");
  assert.equal(level(150).level, "now");
  assert.deepEqual(level(320), { level: "late", waited: 320, left: -20 });
});

test("nobody waiting, nothing running", () => {
  assert.equal(clockOf(row(1), LIMITS, NOON), null);
  assert.equal(clockOf(row(1, { state: "closed", waiting_since: at(9) }), LIMITS, NOON), null);
});

test("a buyer's clock that is ahead of ours reads zero", () => {
  assert.equal(level(-3).waited, 0);
});

test("it calls once, when it turns urgent", () => {
  assert.equal(grewUrgent("soon", { level: "now" }), true);
  assert.equal(grewUrgent("now", { level: "now" }), false);
  assert.equal(grewUrgent("now", { level: "late" }), false);
  assert.equal(grewUrgent(undefined, { level: "late" }), false);
  assert.equal(grewUrgent("now", null), false);
});
