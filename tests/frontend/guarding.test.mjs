// What the guard does while a reply is written: when it asks, which answers count, and what Enter comes to.
import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Guarding } from "../../src/guitai/web/static/desk/guarding.js";
import { useWords } from "../../src/guitai/web/static/desk/words.js";

useWords({ severity_block: "不能发", severity_confirm: "再看一眼", severity_approve: "要主管同意", held_block: "没有发出：{why}", held_confirm: "再按一次" });

const node = (text) => ({ textContent: text });
globalThis.document = { createTextNode: node, createElement: () => node(""), getElementById: () => ({ focus() {} }) };
globalThis.requestAnimationFrame = (work) => work();

const finding = (severity, changes = {}) => ({ rule: "a", severity, start: 0, end: 2, why: "因为", title: "题", source: "源", penalty: "", rewrite: "", ...changes });

function made() {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  const asked = [];
  const overlay = { scrollTop: 0, nodes: [], replaceChildren: (...nodes) => (overlay.nodes = nodes) };
  const field = { scrollTop: 0, addEventListener() {} };
  const view = { isNote: false, guard: { lines: [], held: "", asking: false, note: "", busy: false } };
  const guarding = new Guarding({ field, overlay, view, check: (text, n, more = {}) => asked.push({ text, n, ...more }) });
  const answer = (severity, findings, n = guarding.n) => guarding.heard({ n, severity, findings });
  return { guarding, view, overlay, asked, answer, wait: (ms) => mock.timers.tick(ms) };
}

test("it asks once, a moment after the last key", () => {
  const { guarding, asked, wait } = made();

  guarding.typed("加");
  wait(100);
  guarding.typed("加微");
  wait(149);
  assert.deepEqual(asked, []);
  wait(1);

  assert.deepEqual(asked, [{ text: "加微", n: 2 }]);
});

test("nothing is asked while Chinese is composed, of an empty text, or of a note", () => {
  const { guarding, view, asked, wait } = made();

  guarding.typed("jia wei", { composing: true });
  wait(1000);
  guarding.typed("  ");
  wait(1000);
  view.isNote = true;
  guarding.typed("加微信");
  wait(1000);

  assert.deepEqual(asked, []);
  assert.deepEqual(guarding.leaves(), []);
});

test("an answer about an older text is passed over", () => {
  const { guarding, view, answer } = made();
  guarding.typed("加微信");
  const { n } = guarding;
  guarding.typed("在的");

  answer("block", [finding("block")], n);

  assert.deepEqual(view.guard.lines, []);
  assert.deepEqual(guarding.leaves(), []);
});

test("what was found is told below with its word, and underlined behind", () => {
  const { guarding, view, overlay, answer } = made();
  guarding.typed("加微信");

  answer("block", [finding("block", { rewrite: "在这里联系我" })]);

  const [line] = view.guard.lines;
  assert.deepEqual([line.severity, line.word, line.why, line.more, line.rewrite], ["block", "不能发", "因为", "题 · 源", "在这里联系我"]);
  assert.equal(overlay.nodes[0].className, "finding-mark finding-block");
  assert.equal(overlay.nodes.map(({ textContent }) => textContent).join("").replace("\u200b", ""), "加微信");
});

test("what is blocked stays however often Enter is pressed, and the server is told once", () => {
  const { guarding, view, asked, answer, wait } = made();
  guarding.typed("加微信");
  answer("block", [finding("block")]);

  assert.equal(guarding.leaves(), null);
  assert.equal(guarding.leaves(), null);
  wait(1);

  assert.equal(view.guard.held, "没有发出：因为");
  assert.deepEqual(asked.filter(({ tried }) => tried), [{ text: "加微信", n: 1, tried: true }]);
});

test("a second Enter sends what wants a second look, with its rules; a change takes the look back", () => {
  const { guarding, view, answer, wait } = made();
  guarding.typed("自己看");
  answer("confirm", [finding("confirm")]);

  assert.equal(guarding.leaves(), null);
  wait(1);
  assert.equal(view.guard.held, "再按一次");
  assert.deepEqual(guarding.leaves(), ["a"]);

  guarding.typed("自己看吧");
  answer("confirm", [finding("confirm")]);
  assert.equal(view.guard.held, "");
  assert.equal(guarding.leaves(), null);
});

test("what needs the lead opens the question", () => {
  const { guarding, view, answer } = made();
  guarding.typed("便宜25");
  answer("approve", [finding("approve")]);

  assert.equal(guarding.leaves(), null);
  assert.equal(view.guard.asking, true);
  guarding.typed("便宜15");
  assert.equal(view.guard.asking, false);
});

test("sent before the answer came, the server decides; what it held is as if it had been known", () => {
  const { guarding, view, asked, wait } = made();
  guarding.typed("加微信");
  assert.deepEqual(guarding.leaves(), []);

  guarding.load("加微信");
  guarding.heldBack({ severity: "confirm", findings: [finding("confirm")] });
  wait(1000);

  assert.equal(view.guard.held, "再按一次");
  assert.deepEqual(asked, []);
  assert.deepEqual(guarding.leaves(), ["a"]);
});

test("with nothing written, nothing is asked when a line opens", () => {
  const { guarding, asked } = made();

  guarding.askAgain();

  assert.deepEqual(asked, []);
});

test("what could not be asked is asked when the line is back, what is known is not", () => {
  const { guarding, asked, answer } = made();
  guarding.typed("加微信");

  guarding.askAgain();
  answer("pass", []);
  guarding.askAgain();

  assert.equal(asked.length, 1);
});

test("the safe wording of the gravest finding is given with its place", () => {
  const { guarding, answer } = made();
  guarding.typed("您好。加微信");
  answer("block", [finding("note", { rule: "b", rewrite: "别的" }), finding("block", { start: 3, end: 6, rewrite: "在这里联系我" })]);

  assert.deepEqual(guarding.safeWording(), { from: 3, to: 6, text: "在这里联系我" });
});
