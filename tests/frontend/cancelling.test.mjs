// O leads to the order that is being cancelled, a digit answers its step.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Cancelling } from "../../src/guitai/web/static/desk/cancelling.js";
import { actionOf, answerMeant } from "../../src/guitai/web/static/desk/keys.js";

const press = (code, changes = {}) => ({ code, key: code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...changes });

globalThis.document = {};

// A card as far as it is used here: answers by number, and the button that begins.
function card(numbers) {
  const done = [];
  const button = (name) => ({
    click: () => done.push(name),
    focus() {
      done.push(`to ${name}`);
      document.activeElement = this;
    },
  });
  const answers = Object.fromEntries(numbers.map((number) => [`[data-number="${number}"]`, button(number)]));
  const first = Object.values(answers)[0];
  const begin = button("begin");
  return { done, querySelector: (selector) => answers[selector] || (selector === "[data-number]" ? first : selector === ".card-actions button" ? begin : null) || null };
}

function heardIn(part, target, code, changes) {
  const box = { addEventListener: (kind, listener) => (box[kind] = listener) };
  new Cancelling(box, { view: {} });
  const heard = [];
  box.keydown({ ...press(code, changes), target: { ...target, closest: () => part }, preventDefault: () => heard.push("prevented"), stopPropagation: () => heard.push("stopped") });
  return heard;
}

test("O is the order that is cancelled", () => {
  assert.equal(actionOf(press("KeyO"), { typing: false, dialog: false }), "cancelOrder");
});

test("a digit means an answer, in the note only with Alt", () => {
  for (const [code, answer] of [["Digit1", 1], ["Numpad9", 9], ["Digit0", null], ["KeyA", null]]) {
    assert.equal(answerMeant(press(code), false), answer);
    assert.equal(answerMeant(press(code), true), null);
    assert.equal(answerMeant(press(code, { altKey: true }), true), answer);
  }
  assert.equal(answerMeant(press("Digit1", { isComposing: true }), false), null);
});

test("a digit presses the answer of its number", () => {
  const part = card([1, 2]);

  assert.deepEqual(heardIn(part, { tagName: "SECTION" }, "Digit2"), ["prevented", "stopped"]);
  assert.deepEqual(part.done, [2]);
});

test("what is no answer, what is typed and a key that is held press nothing", () => {
  const part = card([1, 2]);
  const note = { tagName: "INPUT", type: "text" };

  assert.deepEqual(heardIn(part, { tagName: "SECTION" }, "Digit3"), []);
  assert.deepEqual(heardIn(part, note, "Digit1"), []);
  assert.deepEqual(heardIn(null, note, "Digit1", { altKey: true }), []);
  heardIn(part, { tagName: "SECTION" }, "Digit1", { repeat: true });
  assert.deepEqual(part.done, []);
});

test("O opens the pane of the order at hand where none is in sight, and goes to the first answer or the beginning", () => {
  globalThis.requestAnimationFrame = (deed) => deed();
  for (const [numbers, reached] of [[[1, 2], "to 1"], [[], "to begin"]]) {
    const part = card(numbers);
    const said = [];
    let shown = false;
    const box = { addEventListener() {}, querySelector: (selector) => (selector.includes(":not([hidden])") && !shown ? null : part) };
    const view = { openPane: (name) => (said.push(name), (shown = true)), showPanel: () => said.push("panel") };

    new Cancelling(box, { view }).open();

    assert.deepEqual([said, part.done], [["buyer", "panel"], [reached]]);
  }
});

test("without an order nothing opens", () => {
  const said = [];
  new Cancelling({ addEventListener() {}, querySelector: () => null }, { view: { openPane: (name) => said.push(name) } }).open();

  assert.deepEqual(said, []);
});

test("a form of the card is never sent as the browser does", () => {
  const box = { addEventListener: (kind, listener) => (box[kind] = listener) };
  new Cancelling(box, { view: {} });
  const stopped = [];
  for (const part of [{}, null]) box.submit({ target: { closest: () => part }, preventDefault: () => stopped.push(part) });
  assert.deepEqual(stopped, [{}]);
});
