// The answers suggested above a reply: when they are asked for, taken, put away, and what a reply says of them.
import assert from "node:assert/strict";
import { test } from "node:test";

import { suggestionMeant } from "../../src/guitai/web/static/desk/keys.js";
import { emptyState, reduce } from "../../src/guitai/web/static/desk/state.js";
import { emptyStrip, partsOf, questionAt, Suggestions } from "../../src/guitai/web/static/desk/suggestions.js";
import { useWords } from "../../src/guitai/web/static/desk/words.js";
import { byMe, data, ME, message, row } from "./cast.mjs";

useWords({ suggested: "{n} 条" });

const answer = (id, changes = {}) => ({ kind: "entry", id, title: `问题${id}`, text: `回答${id}`, missing: [], product: "", is_weakness: false, ...changes });
const asked = (key, changes = {}) => ({ key, talk: 1, typed: "", ...changes });
const settled = () => new Promise((resolve) => setImmediate(resolve));

// `give(question)` is what the server says; promises are waited for.
function strip(t, give = () => ({ preparing: false, suggestions: [answer(1), answer(2)] })) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const questions = [];
  const inserted = [];
  const shown = emptyStrip();
  const ask = async (question, signal) => {
    questions.push({ key: question.key, signal });
    return give(question);
  };
  const suggestions = new Suggestions({ ask, strip: shown, insert: (text) => inserted.push(text) });
  const about = async (question) => {
    suggestions.about(question);
    t.mock.timers.tick(60);
    await settled();
  };
  return { suggestions, shown, questions, inserted, about };
}

test("a question is asked once, and its answers stand in the room that was kept for them", async (t) => {
  const { suggestions, shown, questions, about } = strip(t);

  suggestions.about(asked("1:9"));
  assert.deepEqual([shown.room, shown.items], [true, []]);
  await about(asked("1:9"));

  assert.equal(questions.length, 1);
  assert.deepEqual(shown.items.map(({ number, title }) => [number, title]), [[1, "问题1"], [2, "问题2"]]);
  assert.equal(shown.said, "2 条");
});

test("an answer that was overtaken is dropped", async (t) => {
  const waiting = [];
  const { shown, questions, about } = strip(t, () => new Promise((resolve) => waiting.push(resolve)));

  await about(asked("1:9"));
  await about(asked("1:10"));
  waiting[1]({ preparing: false, suggestions: [answer(2)] });
  await settled();
  waiting[0]({ preparing: false, suggestions: [answer(1)] });
  await settled();

  assert.equal(questions[0].signal.aborted, true);
  assert.deepEqual(shown.items.map(({ id }) => id), [2]);
});

test("what was suggested stays while the same talk goes on, and goes at once with another", async (t) => {
  const { suggestions, shown, about } = strip(t);
  await about(asked("1:9"));

  suggestions.about(asked("1:10"));
  assert.equal(shown.items.length, 2);
  suggestions.about(asked("2:11", { talk: 2 }));
  assert.deepEqual([shown.items.length, shown.room], [0, true]);
  suggestions.about(null);
  assert.equal(shown.room, false);
});

test("where the server is not ready yet it is asked again", async (t) => {
  const said = [{ preparing: true, suggestions: [] }, { preparing: false, suggestions: [answer(1)] }];
  const { shown, about } = strip(t, () => said.shift());
  await about(asked("1:9"));
  assert.deepEqual(shown.items, []);

  t.mock.timers.tick(2000);
  await settled();

  assert.equal(shown.items.length, 1);
});

test("without the network nothing is suggested, and nothing is said of it", async (t) => {
  const { shown, about } = strip(t, () => {
    throw new Error("offline");
  });

  await about(asked("1:9"));

  assert.deepEqual(shown.items, []);
});

test("what is taken goes to the cursor and is told with the reply", async (t) => {
  const { suggestions, inserted, about } = strip(t);
  await about(asked("1:9"));

  suggestions.take(1);
  suggestions.take(7);

  assert.deepEqual(inserted, ["回答2"]);
  assert.deepEqual(suggestions.outcome(), [{ kind: "entry", id: 2, text: "回答2" }]);
  suggestions.forget();
  assert.deepEqual(suggestions.outcome(), [{ kind: "entry", id: 1 }]);
});

test("the first is told as passed over, unless it was asked for by typing or nothing stood there", async (t) => {
  const { suggestions, about } = strip(t);
  assert.deepEqual(suggestions.outcome(), []);

  await about(asked("1:9"));
  assert.deepEqual(suggestions.outcome(), [{ kind: "entry", id: 1 }]);
  await about(asked("1/退货", { typed: "退货" }));
  assert.deepEqual(suggestions.outcome(), []);
});

test("what is put away stays away until something else is asked", async (t) => {
  const { suggestions, shown, inserted, about } = strip(t);
  assert.equal(suggestions.hide(), false);
  await about(asked("1:9"));

  assert.equal(suggestions.hide(), true);
  suggestions.take(0);
  assert.deepEqual([shown.items, shown.room, inserted, suggestions.hide()], [[], true, [], false]);
  await about(asked("1:10"));
  assert.equal(shown.items.length, 2);
});

test("open slots stand out", () => {
  assert.deepEqual(partsOf("单号{单号}请查收"), [
    { text: "单号", open: false },
    { text: "{单号}", open: true },
    { text: "请查收", open: false },
  ]);
  assert.deepEqual(partsOf(""), []);
});

const opened = (messages, rowChanges = {}) => {
  const began = reduce(emptyState, { kind: "began", data: data([row(1, rowChanges)]) });
  const at = reduce(began, { kind: "selected", conversation: 1 });
  return reduce(at, { kind: "opened", conversation: row(1, rowChanges), messages, more: false });
};
const keyOf = (state, typed) => questionAt(state, typed)?.key ?? null;

test("the buyer's last line asks, and an answer ends it", () => {
  const lines = [message(1), byMe(2), message(3), message(4)];

  assert.equal(keyOf(opened(lines)), "1:4");
  assert.equal(keyOf(opened([...lines, byMe(5, { kind: "note" })])), "1:4");
  assert.equal(keyOf(opened([...lines, message(5, { author: "system", kind: "event" })])), "1:4");
  assert.equal(keyOf(opened([...lines, byMe(5)])), null);
  assert.equal(keyOf(opened([])), null);
});

test("a reply on its way ends it too, one that failed does not", () => {
  const state = opened([message(1)]);
  const sending = (changes) => reduce(state, { kind: "sending", message: { local_id: "a", conversation: 1, kind: "text", ...changes } });

  assert.equal(keyOf(sending({})), null);
  assert.equal(keyOf(sending({ kind: "note" })), "1:1");
  assert.equal(keyOf(reduce(sending({}), { kind: "refused", local_id: "a" })), "1:1");
});

test("nothing is suggested where one may not answer", () => {
  assert.equal(keyOf(opened([message(1)], { state: "closed" })), null);
  assert.equal(keyOf(opened([message(1)], { agent: { id: 8, name: "阿杰" } })), null);
  assert.equal(keyOf(opened([message(1)], { agent: null, state: "waiting" })), "1:1");
  assert.equal(keyOf({ ...opened([message(1)]), me: { ...ME, may: [] } }), null);
  assert.equal(keyOf(emptyState), null);
});

test("what is typed behind a slash is asked instead, also where the buyer asks nothing", () => {
  assert.equal(keyOf(opened([byMe(1)]), "退货"), "1/退货");
});

test("Alt with a digit takes one, and no key does so while Chinese is composed", () => {
  const press = (code, changes = {}) => ({ code, altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...changes });

  assert.deepEqual(["Digit1", "Digit2", "Digit3", "Digit4"].map((code) => suggestionMeant(press(code))), [0, 1, 2, null]);
  for (const changes of [{ altKey: false }, { ctrlKey: true }, { shiftKey: true }, { isComposing: true }, { keyCode: 229 }]) {
    assert.equal(suggestionMeant(press("Digit1", changes)), null);
  }
});
