// S leads to the buyer's case or opens one, a digit answers its step, clocks that run out are heard.
import assert from "node:assert/strict";
import { test } from "node:test";

import { CasesAtDesk } from "../../src/guitai/web/static/desk/cases.js";
import { actionOf } from "../../src/guitai/web/static/desk/keys.js";

const press = (code, changes = {}) => ({ code, key: code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...changes });

globalThis.document = { activeElement: { closest: () => null }, getElementById: () => null };
globalThis.requestAnimationFrame = (deed) => deed();

// A card as far as it is used here: `parts` by selector.
function cardWith(names, data = {}) {
  const done = [];
  const part = (name) => ({ click: () => done.push(`press ${name}`), focus: () => done.push(`to ${name}`) });
  const parts = Object.fromEntries(names.map((name) => [name, part(name)]));
  const made = { isNew: false };
  return { made, done, dataset: { case: "", ...data }, classList: { contains: () => made.isNew }, focus: () => done.push("to the card"), querySelector: (selector) => parts[selector] || null };
}

function atDesk({ card = null, coming = false, selected = 51 } = {}) {
  const said = [];
  const handlers = {};
  const heard = {};
  const box = {
    addEventListener: (name, listener) => (heard[name] = listener),
    querySelector: (selector) => (selector === "[data-case]" ? made.card : coming ? {} : null),
  };
  const made = { card };
  const desk = { state: { selected }, on: (name, handler) => (handlers[name] = handler), select: (id) => said.push(["select", id]) };
  const view = { openPane: (name) => said.push(["pane", name]), showPanel: () => said.push(["panel"]) };
  const toasts = { call: (text, _label, open, late) => (said.push(["call", text, open, late]), text), drop: (id) => said.push(["drop", id]) };
  const alerts = { ring: () => said.push(["ring"]), flash: () => undefined };
  const cases = new CasesAtDesk({ desk, box, view, alerts, toasts: () => toasts, redraw: (event) => said.push(["redraw", event]), follow: (number) => said.push(["page", number]) });
  return { cases, said, handlers, heard, made };
}

test("S is the buyer's case", () => {
  assert.equal(actionOf(press("KeyS"), { typing: false, dialog: false }), "case");
  assert.equal(actionOf(press("KeyS", { altKey: true }), { typing: true, dialog: false }), "case");
  assert.equal(actionOf(press("KeyS"), { typing: true, dialog: false }), null);
});

for (const [name, card, reached] of [
  ["opens the form where no case runs", cardWith(["[data-case-new]"]), "press [data-case-new]"],
  ["goes to the button of a form that is open", cardWith(["[data-case-open]"]), "to [data-case-open]"],
  ["goes to the first answer of a case", cardWith(["[data-number]", "[data-case-new]"], { case: "12" }), "to [data-number]"],
  ["goes to the card while the warehouse is asked", cardWith(["[data-case-new]"], { case: "12" }), "to the card"],
]) {
  test(`S ${name}`, () => {
    const { cases, said } = atDesk({ card });
    cases.open();
    assert.deepEqual(said, [["pane", "buyer"], ["panel"]]);
    assert.deepEqual(card.done, [reached]);
  });
}

test("S waits for a card that is on its way, unless another talk is opened", () => {
  const { cases, heard, handlers, made } = atDesk({ coming: true });
  cases.open();
  made.card = cardWith(["[data-case-new]"]);
  heard["htmx:afterSettle"]();
  assert.deepEqual(made.card.done, ["press [data-case-new]"]);

  const other = atDesk({ coming: true });
  other.cases.open();
  other.handlers.selected(52, {});
  other.made.card = cardWith(["[data-case-new]"]);
  other.heard["htmx:afterSettle"]();
  assert.deepEqual(other.made.card.done, []);
  assert.ok(handlers.case);
});

test("without a talk S does nothing", () => {
  const { cases, said } = atDesk({ selected: null });
  cases.open();
  assert.deepEqual(said, []);
});

test("a digit presses the answer of its number, in a field only with Alt", () => {
  const card = cardWith(['[data-number="2"]'], { case: "12" });
  const { heard } = atDesk({ card });
  const stopped = [];
  const key = (target, changes) => ({ ...press("Digit2", changes), target: { ...target, closest: () => card }, preventDefault: () => stopped.push(1), stopPropagation() {} });

  heard.keydown(key({ tagName: "SECTION" }));
  heard.keydown(key({ tagName: "INPUT", type: "text" }));
  heard.keydown(key({ tagName: "INPUT", type: "text" }, { altKey: true }));
  heard.keydown(key({ tagName: "SECTION" }, { repeat: true }));

  assert.deepEqual(card.done, ['press [data-number="2"]', 'press [data-number="2"]']);
  assert.equal(stopped.length, 3);
});

test("a digit that comes before the card takes it is given once it does, and no form leaves the page", () => {
  const card = cardWith(['[data-number="2"]'], { case: "12" });
  const { heard } = atDesk({ card });
  card.made.isNew = true;
  heard.keydown({ ...press("Digit2"), target: { tagName: "SECTION", closest: () => card }, preventDefault() {}, stopPropagation() {} });
  assert.deepEqual(card.done, []);

  heard["htmx:afterSettle"]();
  heard["htmx:afterSettle"]();
  assert.deepEqual(card.done, ['press [data-number="2"]']);

  const stopped = [];
  heard.submit({ target: { closest: () => card }, preventDefault: () => stopped.push("card") });
  heard.submit({ target: { closest: () => null }, preventDefault: () => stopped.push("elsewhere") });
  assert.deepEqual(stopped, ["card"]);
});

test("Esc leaves a form, and nothing else", () => {
  const form = cardWith(["[data-case-leave]"]);
  const running = cardWith([], { case: "12" });
  const { heard } = atDesk({ card: form });
  const stopped = [];
  const key = (card) => ({ ...press("Escape", { key: "Escape" }), target: { tagName: "INPUT", closest: () => card }, preventDefault: () => stopped.push(1), stopPropagation: () => stopped.push(1) });

  heard.keydown(key(form));
  heard.keydown(key(running));

  assert.deepEqual([form.done, running.done, stopped.length], [["press [data-case-leave]"], [], 2]);
});

test("the card that is drawn anew has the focus again", () => {
  const card = cardWith([], { case: "12" });
  const { heard } = atDesk({ card });
  document.activeElement = { closest: () => card };
  heard["htmx:beforeSwap"]();
  document.body = document.activeElement;
  heard["htmx:afterSettle"]();
  assert.deepEqual(card.done, ["to the card"]);

  heard["htmx:afterSettle"]();
  assert.equal(card.done.length, 1);
});

test("a case that moved is drawn anew, by its number and by its talk", () => {
  const { handlers, said } = atDesk();
  handlers.case({ number: 12, conversation: 51 });
  handlers.case({ number: 13, conversation: null });
  assert.deepEqual(said, [["redraw", "case-12"], ["redraw", "case-talk-51"], ["redraw", "case-13"]]);
});

test("a clock that runs out rings and leads to the talk, or to the page; it goes when the case moves", () => {
  const { handlers, said } = atDesk();
  handlers.case_clock({ number: 12, conversation: 51, said: "12: 10:05", late: false });
  const [[ring], [kind, words, open, late]] = said;
  assert.deepEqual([ring, kind, words, late], ["ring", "call", "12: 10:05", false]);
  open();
  assert.deepEqual(said.at(-1), ["select", 51]);

  handlers.case({ number: 12, conversation: null });
  assert.deepEqual(said.at(-1), ["drop", "12: 10:05"]);

  handlers.case_clock({ number: 13, conversation: null, said: "13", late: true });
  said.at(-1)[2]();
  assert.deepEqual(said.at(-1), ["page", 13]);
});

test("what was told while the line was down is asked for when it is back", () => {
  const { handlers, said } = atDesk();
  handlers.connection("closed");
  handlers.connection("open");
  assert.deepEqual(said, [["redraw", "case-again"]]);
});
