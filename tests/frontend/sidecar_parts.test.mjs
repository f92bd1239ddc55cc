// The sidecar's parts: what is kept, when a draft is checked, which key does what, one list of what was found.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Checks } from "../../src/guitai/web/static/sidecar/checks.js";
import { inOneList } from "../../src/guitai/web/static/sidecar/finder.js";
import { Kept } from "../../src/guitai/web/static/sidecar/kept.js";
import { actionOf, listKey } from "../../src/guitai/web/static/sidecar/keys.js";
import { Storage } from "./cast.mjs";

const PASSED = { severity: "pass", findings: [] };
const press = (code, key = code, changes = {}) => ({ code, key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...changes });
const FREE = { typing: false, dialog: false };
const TYPING = { typing: true, dialog: false };
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("what was typed is kept for each member and outlives the page", () => {
  const storage = new Storage();
  new Kept({ owner: "yunshang.3", storage }).keep({ draft: "写到一半" });
  new Kept({ owner: "yunshang.3", storage }).keep({ buyer: 7 });

  const again = new Kept({ owner: "yunshang.3", storage }).read();

  assert.deepEqual([again.draft, again.buyer, again.said], ["写到一半", 7, []]);
  assert.equal(new Kept({ owner: "nanshan.4", storage }).read().draft, "");
});

test("what can't be read any more is as on the first day", () => {
  const storage = new Storage();
  storage.setItem("guitai.sidecar.yunshang.3", "{broken");

  assert.equal(new Kept({ owner: "yunshang.3", storage }).read().draft, "");
});

test("the next buyer begins with nothing but what was seen, and what was there can come back", () => {
  const kept = new Kept({ owner: "yunshang.3", storage: new Storage() });
  kept.keep({ draft: "您好", buyer: 7, seen: [3] });

  const before = kept.clear();

  assert.deepEqual([kept.read().draft, kept.read().buyer, kept.read().seen], ["", null, [3]]);
  kept.keep(before);
  assert.equal(kept.read().draft, "您好");
});

function checks(t, answers) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = [];
  const shown = [];
  const ask = (question) => {
    asked.push(question.text);
    return answers(question);
  };
  return { asked, shown, checks: new Checks({ ask, show: (check) => shown.push([check.state, check.text]) }) };
}

test("a draft is asked about once somebody pauses, the last text alone", async (t) => {
  const { asked, shown, checks: watch } = checks(t, async () => PASSED);

  watch.changed({ text: "您" });
  watch.changed({ text: "您好" });
  t.mock.timers.tick(200);
  await settled();

  assert.deepEqual(asked, ["您好"]);
  assert.deepEqual(shown.at(-1), ["known", "您好"]);
});

test("an answer about a text that changed is passed over", async (t) => {
  const waiting = [];
  const { shown, checks: watch } = checks(t, () => new Promise((resolve) => waiting.push(resolve)));

  watch.changed({ text: "加微信" });
  t.mock.timers.tick(200);
  watch.changed({ text: "加" });
  waiting[0]({ severity: "block", findings: [] });
  await settled();

  assert.deepEqual(shown.at(-1), ["asking", "加"]);
});

test("an empty draft needs no check", (t) => {
  const { asked, shown, checks: watch } = checks(t, async () => PASSED);

  watch.changed({ text: " \n" });
  t.mock.timers.tick(9000);

  assert.deepEqual(asked, []);
  assert.equal(shown.at(-1)[0], "none");
});

test("where the network failed it is asked again until there is an answer", async (t) => {
  let fails = 2;
  const { asked, shown, checks: watch } = checks(t, async () => {
    fails -= 1;
    if (fails >= 0) throw new Error("offline");
    return PASSED;
  });

  watch.changed({ text: "您好" });
  for (const wait of [200, 3000, 3000]) {
    t.mock.timers.tick(wait);
    await settled();
  }

  assert.equal(asked.length, 3);
  assert.deepEqual(shown.map(([state]) => state), ["asking", "unknown", "unknown", "known"]);
});

test("a verdict that came with a copy ends the waiting for one", async (t) => {
  const { asked, shown, checks: watch } = checks(t, async () => PASSED);

  watch.changed({ text: "您好" });
  watch.known("您好", PASSED);
  t.mock.timers.tick(9000);
  await settled();

  assert.deepEqual(asked, []);
  assert.deepEqual(shown.at(-1), ["known", "您好"]);
});

test("Ctrl+Enter copies and Alt+Enter takes the safe wording, wherever one is", () => {
  for (const where of [FREE, TYPING]) {
    assert.equal(actionOf(press("Enter", "Enter", { ctrlKey: true }), where), "copy");
    assert.equal(actionOf(press("Enter", "Enter", { metaKey: true }), where), "copy");
    assert.equal(actionOf(press("Enter", "Enter", { altKey: true }), where), "safe");
    assert.equal(actionOf(press("Enter", "Enter"), where), null);
  }
});

test("plain keys act where nobody types, with Alt anywhere", () => {
  for (const [code, action] of Object.entries({ KeyI: "write", KeyB: "buyer", KeyN: "next", KeyM: "mood", KeyC: "calm", KeyW: "proactive", KeyP: "answer", Slash: "find" })) {
    assert.equal(actionOf(press(code), FREE), action);
    assert.equal(actionOf(press(code), TYPING), null);
    assert.equal(actionOf(press(code, code, { altKey: true }), TYPING), action);
  }
  assert.equal(actionOf(press("Slash", "?", { shiftKey: true }), FREE), "keys");
  assert.equal(actionOf(press("Slash", "?", { shiftKey: true }), TYPING), null);
  assert.equal(actionOf(press("Slash", "?", { shiftKey: true, altKey: true }), TYPING), "keys");
  assert.equal(actionOf(press("Escape", "Escape"), TYPING), "back");
  assert.equal(actionOf(press("KeyC", "c", { ctrlKey: true }), FREE), null);
});

test("no key does anything while Chinese is composed or a dialog is open", () => {
  assert.equal(actionOf(press("Enter", "Enter", { ctrlKey: true, isComposing: true }), TYPING), null);
  assert.equal(actionOf(press("KeyN", "n", { keyCode: 229, altKey: true }), TYPING), null);
  assert.equal(actionOf(press("KeyN", "n"), { typing: false, dialog: true }), null);
  assert.equal(listKey(press("Enter", "Enter", { isComposing: true }), { at: 0, count: 2 }), null);
});

test("arrows go round in a list, Enter chooses, an empty list leaves both alone", () => {
  assert.deepEqual(listKey(press("ArrowDown", "ArrowDown"), { at: 1, count: 2 }), { at: 0 });
  assert.deepEqual(listKey(press("ArrowUp", "ArrowUp"), { at: 0, count: 2 }), { at: 1 });
  assert.deepEqual(listKey(press("Enter", "Enter"), { at: 1, count: 2 }), { choose: 1 });
  assert.equal(listKey(press("Enter", "Enter", { ctrlKey: true }), { at: 1, count: 2 }), null);
  assert.equal(listKey(press("Enter", "Enter", { shiftKey: true }), { at: 1, count: 2 }), null);
  assert.equal(listKey(press("ArrowDown", "ArrowDown"), { at: 0, count: 0 }), null);
});

test("facts come before phrases, steps of guides and products, each known by what it is", () => {
  const listed = inOneList({
    facts: [{ id: 1, name: "材质", value: "棉", is_weakness: false, product: "衬衫" }],
    phrases: [{ id: 1, title: "您好", filled: "您好呀", code: "nh" }],
    guides: [{ id: 1, title: "申请退款", steps: ["打开订单", "点退款"] }],
    products: [{ id: 1, title: "衬衫", price: "158.00", stock: 3, picture: "" }],
  });

  assert.deepEqual(listed.map(({ key, kind, text }) => [key, kind, text]), [
    ["f1", "fact", "棉"],
    ["p1", "phrase", "您好呀"],
    ["u1-0", "guide", "打开订单"],
    ["u1-1", "guide", "点退款"],
    ["g1", "product", undefined],
  ]);
  assert.equal(listed[3].of, "2/2");
});
