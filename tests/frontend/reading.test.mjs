// Moods: how they are shown, when the reading of a talk is asked for anew, and what a lead's keys and choices mean.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fits, replaced } from "../../src/guitai/web/static/desk/correcting.js";
import { moodMeant } from "../../src/guitai/web/static/desk/keys.js";
import { moodWords, shapeOf, wantsCare } from "../../src/guitai/web/static/desk/moods.js";
import { readingOf } from "../../src/guitai/web/static/desk/moods_at_desk.js";
import { emptyState, reduce } from "../../src/guitai/web/static/desk/state.js";
import { useWords } from "../../src/guitai/web/static/desk/words.js";
import { asker, readingOf as readingBeside } from "../../src/guitai/web/static/sidecar/reading.js";
import { at, byMe, data, message, row } from "./cast.mjs";

useWords({ mood_angry: "生气", mood_content: "满意", mood_losing: "兴趣下降", satisfaction: "满意度 {n}/5" });

const mood = (name, losing = 0, satisfaction = 3) => ({ mood: name, losing, satisfaction });

test("a mood is a shape and words; losing interest has its own where no worse mood stands", () => {
  for (const [said, shape, care] of [
    [mood("angry"), "angry", true],
    [mood("angry", 80), "angry", true],
    [mood("anxious"), "anxious", true],
    [mood("disappointed"), "disappointed", true],
    [mood("content", 70), "losing", true],
    [mood("neutral", 70), "losing", true],
    [mood("content"), "content", false],
    [mood("neutral"), "neutral", false],
    [mood("", 0, null), "", false],
    [{}, "", false],
  ]) {
    assert.deepEqual([shapeOf(said), wantsCare(said)], [shape, care], JSON.stringify(said));
  }
  assert.equal(moodWords(mood("angry", 0, 1)), "生气 · 满意度 1/5");
  assert.equal(moodWords(mood("content", 64, 4)), "满意 · 兴趣下降 64% · 满意度 4/5");
  assert.equal(moodWords({ mood: "", satisfaction: null, losing: 0 }), "");
});

test("the reading is asked for anew when the buyer writes or the mood is another, and not while the agent answers", () => {
  const begun = reduce(emptyState, { kind: "began", data: data([row(1, mood("neutral"))]) });
  assert.equal(readingOf(begun), null);
  const selected = reduce(begun, { kind: "selected", conversation: 1 });
  assert.equal(readingOf(selected), null, "before its lines are there");
  const opened = reduce(selected, { kind: "opened", conversation: begun.rows[1], messages: [message(11)], more: false });
  const told = (kind, changes, said = null) => reduce(opened, { seq: 102, kind, conversation: row(1, { ...mood("neutral"), seq: 102, ...changes }), message: said, at: at(0) });
  const { key, talk } = readingOf(opened);

  assert.equal(talk, 1);
  assert.equal(readingOf(told("message_sent", {}, byMe(12))).key, key);
  assert.equal(readingOf(told("conversation_read", { agent_read: 11 })).key, key);
  assert.notEqual(readingOf(told("message_sent", {}, message(12))).key, key);
  assert.notEqual(readingOf(told("conversation_understood", mood("angry", 0, 1))).key, key);
});

test("the digits 1 to 5 name the moods, alone and never while Chinese is composed", () => {
  const press = (key, changes = {}) => ({ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...changes });

  assert.deepEqual(["1", "2", "3", "4", "5", "6", "0", "a"].map((key) => moodMeant(press(key))), ["angry", "anxious", "disappointed", "content", "neutral", null, null, null]);
  for (const changes of [{ altKey: true }, { ctrlKey: true }, { isComposing: true }, { keyCode: 229 }]) assert.equal(moodMeant(press("1", changes)), null);
});

test("what is asked is found by words, pinyin initials and key", () => {
  const option = "尺码合身 cmhs size_fit";

  for (const typed of ["", "尺码", "cm", "CMHS", "size", "尺 size"]) assert.equal(fits(option, typed), true, typed);
  for (const typed of ["退货", "th", "尺码 退货"]) assert.equal(fits(option, typed), false, typed);
});

test("a chip is replaced, added or taken away; nothing is asked twice", () => {
  for (const [before, was, now, after] of [
    [["price", "gift"], "price", "discount", ["discount", "gift"]],
    [["price", "gift"], "price", "gift", ["gift"]],
    [["price"], "price", "", []],
    [["price"], "", "gift", ["price", "gift"]],
    [["price"], "", "price", ["price"]],
    [[], "", "", []],
  ]) {
    assert.deepEqual(replaced(before, was, now), after);
  }
});

test("beside another program only lines of the buyer are read, once they have settled", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const posted = [];
  const ask = asker(async (end, body) => posted.push([end, body]) && { html: "读到了" });
  const about = (...previous) => ({ buyer: 7, order: null, previous });
  assert.equal(readingBeside(about({ by: "agent", text: "在的" })), null);
  const question = readingBeside(about({ by: "buyer", text: "骗子" }));
  const overtaken = new AbortController();

  const answers = [ask(question, overtaken.signal), ask(question, new AbortController().signal)];
  overtaken.abort();
  t.mock.timers.tick(300);

  assert.deepEqual(await Promise.all(answers), ["", "读到了"]);
  assert.deepEqual(posted, [["reading/", { previous: [{ by: "buyer", text: "骗子" }] }]]);
});
