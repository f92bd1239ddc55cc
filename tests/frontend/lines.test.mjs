// The lines of a transcript.
import assert from "node:assert/strict";
import { test } from "node:test";

import { linesOf } from "../../src/guitai/web/static/desk/lines.js";
import { at, byMe, message } from "./cast.mjs";

const shown = (lines) => lines.map((line) => (line.type === "message" ? `${line.message.id ?? line.message.local_id}${line.first ? " first" : ""}` : line.type));

test("a sender's messages within a minute stand together", () => {
  const lines = linesOf([message(1, { at: at(60) }), message(2, { at: at(50) }), message(3, { at: at(0) }), byMe(4, { at: at(0) })], [], 0);

  assert.deepEqual(shown(lines), ["day", "1 first", "2", "3 first", "4 first"]);
});

test("a note never joins what the buyer sees", () => {
  const lines = linesOf([byMe(1, { at: at(50) }), byMe(2, { at: at(49), kind: "note" })], [], 0);

  assert.deepEqual(shown(lines), ["day", "1 first", "2 first"]);
});

test("each day begins with its line, and events are lines of their own", () => {
  const lines = linesOf([message(1, { at: at(86400 * 2) }), message(2, { at: at(10), kind: "event", author: "system" }), message(3, { at: at(9) })], [], 0);

  assert.deepEqual(shown(lines), ["day", "1 first", "day", "system", "3 first"]);
  assert.equal(new Set(lines.map((line) => line.key)).size, lines.length);
});

test("only the newest seen and the newest unseen reply are marked", () => {
  const lines = linesOf([byMe(1), byMe(2), byMe(3), byMe(4), message(5)], [], 2);

  const marks = Object.fromEntries(lines.filter((line) => line.mark).map((line) => [line.message.id, line.mark]));
  assert.deepEqual(marks, { 2: "read", 4: "unread" });
});

test("a stored message keeps the place and the key it had while it was sent", () => {
  const pending = [{ local_id: "a-1", conversation: 1, kind: "text", text: "在的", at: at(1), status: "sending" }];

  const before = linesOf([message(1)], pending, 0);
  const after = linesOf([message(1), byMe(2, { local_id: "a-1", at: at(1) })], [], 0);

  assert.equal(before.at(-1).key, after.at(-1).key);
  assert.deepEqual(before.at(-1).message.parts, [{ text: "在的" }]);
});
