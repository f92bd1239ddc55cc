// A digit chooses the flag of a remark; R and F lead to the line of the order in sight.
import assert from "node:assert/strict";
import { test } from "node:test";

import { actionOf, flagMeant } from "../../src/guitai/web/static/desk/keys.js";
import { Remarks } from "../../src/guitai/web/static/desk/remarks.js";

const press = (code, changes = {}) => ({ code, key: code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...changes });

test("a digit names a flag, while a remark is typed only with Alt", () => {
  for (const [code, flag] of [["Digit1", 0], ["Numpad5", 4], ["Digit6", null], ["KeyA", null]]) {
    assert.equal(flagMeant(press(code), false), flag);
    assert.equal(flagMeant(press(code), true), null);
    assert.equal(flagMeant(press(code, { altKey: true }), true), flag);
  }
  assert.equal(flagMeant(press("Digit1", { isComposing: true }), false), null);
  assert.equal(flagMeant(press("Digit1", { ctrlKey: true }), false), null);
});

test("R is the remark and F its flag", () => {
  const free = { typing: false, dialog: false };
  assert.deepEqual(["KeyR", "KeyF"].map((code) => actionOf(press(code), free)), ["remark", "flag"]);
});

globalThis.document = {};

// A form as far as it is used here: five flags and a line of text.
function line() {
  const form = { focused: "" };
  const field = (name, more) => ({
    ...more,
    focus() {
      form.focused = name;
      document.activeElement = this;
    },
  });
  const flag = ["red", "yellow", "green", "blue", "purple"].map((value) => field(value, { value, checked: false }));
  form.elements = { flag, text: field("text", { tagName: "INPUT", type: "text" }) };
  return form;
}

function pressedIn(form, target, changes) {
  const heard = [];
  const box = { addEventListener: (_kind, listener) => (box.pressed = listener) };
  new Remarks(box, { view: {} });
  const event = { ...press("Digit2", changes), target: { ...target, closest: () => form }, preventDefault: () => heard.push("prevented"), stopPropagation: () => heard.push("stopped") };
  box.pressed(event);
  return heard;
}

test("a digit on the flags chooses one and goes on to the text", () => {
  const form = line();

  assert.deepEqual(pressedIn(form, { tagName: "INPUT", type: "radio" }), ["prevented", "stopped"]);
  assert.deepEqual(form.elements.flag.filter(({ checked }) => checked).map(({ value }) => value), ["yellow"]);
  assert.equal(form.focused, "text");
});

test("a digit in the text is a digit", () => {
  const form = line();

  assert.deepEqual(pressedIn(form, { tagName: "INPUT", type: "text" }), []);
  assert.ok(form.elements.flag.every(({ checked }) => !checked));
});

test("Enter that ends the composing of Chinese sends nothing", () => {
  const enter = { code: "Enter", key: "Enter", isComposing: true };

  assert.deepEqual(pressedIn(line(), { tagName: "INPUT", type: "text" }, enter), ["prevented"]);
});

test("R opens the pane of the order at hand where no line is in sight", async () => {
  const form = line();
  const said = [];
  let shown = false;
  const box = {
    addEventListener() {},
    querySelector: (selector) => (selector.includes(":not([hidden])") && !shown ? null : form),
  };
  globalThis.requestAnimationFrame = (deed) => deed();
  const view = { openPane: (name) => (said.push(name), (shown = true)), showPanel: () => said.push("panel") };
  const remarks = new Remarks(box, { view });

  remarks.open("remark");
  assert.deepEqual([said, form.focused], [["buyer", "panel"], "text"]);

  remarks.open("flag");
  assert.equal(form.focused, "red");
});
