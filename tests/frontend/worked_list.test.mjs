// A list that is worked off by keys: what each means, and what waits while the page answers.
import assert from "node:assert/strict";
import { test } from "node:test";

const heard = {};
globalThis.CSS = { escape: (text) => text };
globalThis.document = { body: {}, addEventListener: (name, does) => (heard[name] = does), getElementById: (id) => (id === "rows" ? part : null) };
const { WorkedList } = await import("../../src/guitai/web/static/base/worked_list.js");

let part;

// A part of a page with three rows, the one at `at` opened, a button with the key c, and links to other pages.
function list(at, { pages = {}, ...options } = {}) {
  const clicked = [];
  const control = (name) => ({ click: () => clicked.push(name), hasAttribute: () => name === at });
  const rows = ["first", "second", "third"].map(control);
  const known = { '[data-key="c"]': control("copy") };
  for (const [rel, name] of Object.entries(pages)) known[`a[rel=${rel}]`] = control(name);
  part = { querySelectorAll: () => rows, querySelector: (selector) => known[selector] || null };
  return { clicked, keys: new WorkedList("rows", { rows: "li", title: "title", ...options }) };
}

function press(keys, key, changes = {}) {
  let kept = false;
  keys.take({ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, preventDefault: () => (kept = true), ...changes });
  return kept;
}

test("J and K move, the other keys are buttons, and what means nothing is left alone", () => {
  const { clicked, keys } = list("second", { steps: { arrowdown: 1 } });
  for (const key of ["j", "K", "ArrowDown", "c"]) assert.ok(press(keys, key));
  assert.ok(!press(keys, "z"));
  assert.deepEqual(clicked, ["third", "first", "third", "copy"]);
});

test("with a helping key down or while Chinese is composed nothing is meant", () => {
  const { clicked, keys } = list("second");
  for (const name of ["ctrlKey", "metaKey", "altKey", "isComposing"]) assert.ok(!press(keys, "j", { [name]: true }));
  assert.deepEqual(clicked, []);
});

test("at the last row J turns the page, at the first K turns it back", () => {
  const { clicked, keys } = list("third", { pages: { next: "page 3", prev: "page 1" } });
  press(keys, "j");
  const begin = list("first", { pages: { next: "page 3", prev: "page 1" } });
  press(begin.keys, "k");
  assert.deepEqual([...clicked, ...begin.clicked], ["page 3", "page 1"]);
});

test("without another page the end is the end", () => {
  const { clicked, keys } = list("third");
  assert.ok(!press(keys, "j"));
  assert.deepEqual(clicked, []);
});

test("what is typed while the page answers waits, and is forgotten if it could not", () => {
  const { clicked, keys } = list("second");
  const ours = { detail: { target: { id: "rows" }, successful: false } };
  heard["htmx:beforeRequest"](ours);
  press(keys, "j");
  assert.deepEqual(clicked, []);
  heard["htmx:afterSettle"](ours);
  assert.deepEqual(clicked, ["third"]);

  heard["htmx:beforeRequest"](ours);
  press(keys, "k");
  heard["htmx:afterRequest"](ours);
  heard["htmx:afterSettle"](ours);
  assert.deepEqual(clicked, ["third"]);
});

test("what another part asks for holds nothing up and moves nothing", () => {
  let settled = 0;
  const { clicked, keys } = list("second", { settled: () => (settled += 1) });
  const other = { detail: { target: { id: "news" } } };
  heard["htmx:beforeRequest"](other);
  heard["htmx:afterSettle"](other);
  press(keys, "j");
  assert.deepEqual([clicked, settled], [["third"], 0]);
});

test("a page may know of more controls, and press them in its own way", () => {
  const pressed = [];
  const { keys } = list("second", { find: (key) => key === "y" && "proposal", press: (control) => pressed.push(control) });
  press(keys, "y");
  assert.deepEqual(pressed, ["proposal"]);
});
