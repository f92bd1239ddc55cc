// Which key does what, and that none does anything while Chinese is being composed.
import assert from "node:assert/strict";
import { test } from "node:test";

import { actionOf, enterMeans } from "../../src/guitai/web/static/desk/keys.js";

const press = (code, key = code, changes = {}) => ({ code, key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...changes });
const FREE = { typing: false, dialog: false };
const TYPING = { typing: true, dialog: false };

test("plain keys act where nobody types", () => {
  const does = { KeyJ: "next", KeyK: "previous", KeyN: "nextWaiting", KeyT: "transfer", KeyA: "take", KeyE: "end", KeyI: "write", KeyG: "guide", KeyP: "approvals", KeyQ: "question", KeyL: "answer", KeyY: "agree", KeyX: "refuse", KeyM: "mood", KeyC: "calm", BracketRight: "panel" };

  for (const [code, action] of Object.entries(does)) assert.equal(actionOf(press(code), FREE), action);
  assert.equal(actionOf(press("Slash", "/"), FREE), "phrases");
  assert.equal(actionOf(press("Slash", "?", { shiftKey: true }), FREE), "keys");
  assert.equal(actionOf(press("KeyZ"), FREE), null);
});

test("while typing only Alt reaches them", () => {
  assert.equal(actionOf(press("KeyN", "n"), TYPING), null);
  assert.equal(actionOf(press("KeyN", "n", { altKey: true }), TYPING), "nextWaiting");
  assert.equal(actionOf(press("Slash", "/"), TYPING), null);
  assert.equal(actionOf(press("Slash", "?", { shiftKey: true }), TYPING), null);
});

test("Ctrl+K and Esc work everywhere, other commands are the browser's", () => {
  assert.equal(actionOf(press("KeyK", "k", { ctrlKey: true }), TYPING), "find");
  assert.equal(actionOf(press("KeyK", "k", { metaKey: true }), FREE), "find");
  assert.equal(actionOf(press("Escape", "Escape"), TYPING), "back");
  assert.equal(actionOf(press("KeyN", "n", { ctrlKey: true }), FREE), null);
});

test("a dialog keeps its keys to itself", () => {
  assert.equal(actionOf(press("KeyJ"), { typing: false, dialog: true }), null);
  assert.equal(actionOf(press("Escape", "Escape"), { typing: false, dialog: true }), null);
});

test("nothing happens during composition", () => {
  assert.equal(actionOf(press("KeyN", "n", { isComposing: true, altKey: true }), TYPING), null);
  assert.equal(actionOf(press("Escape", "Escape", { keyCode: 229 }), TYPING), null);
  assert.equal(enterMeans(press("Enter", "Enter", { isComposing: true }), false), null);
  assert.equal(enterMeans(press("Enter", "Enter", { keyCode: 229 }), false), null);
});

test("Enter sends and Shift+Enter breaks, or the other way round", () => {
  const enter = press("Enter", "Enter");
  const shifted = press("Enter", "Enter", { shiftKey: true });

  assert.equal(enterMeans(enter, false), "send");
  assert.equal(enterMeans(shifted, false), "break");
  assert.equal(enterMeans(enter, true), "break");
  assert.equal(enterMeans(shifted, true), "send");
  assert.equal(enterMeans(press("Enter", "Enter", { ctrlKey: true }), true), "sendNext");
  assert.equal(enterMeans(press("Enter", "Enter", { altKey: true }), false), "rewrite");
  assert.equal(enterMeans(press("KeyA", "a"), false), null);
});
