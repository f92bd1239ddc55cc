import assert from "node:assert/strict";
import test from "node:test";

import { Scanning } from "../../src/guitai/web/static/warehouse/scanning.js";

function scanner() {
  const said = [];
  let waiting = null;
  const scanning = new Scanning({
    onKey: (key) => said.push(["key", key]),
    onScan: (text, whole) => said.push(["scan", text, whole]),
    later: (deed) => (waiting = deed),
    forget: () => (waiting = null),
  });
  return { said, scanning, pause: () => waiting && waiting() };
}

test("a key that comes alone is pressed", () => {
  const { said, scanning, pause } = scanner();
  assert.equal(scanning.press("A"), true);
  assert.deepEqual(said, []);
  pause();
  assert.deepEqual(said, [["key", "a"]]);
});

test("a number that comes at once is searched and answers nothing", () => {
  const { said, scanning, pause } = scanner();
  for (const key of "YT0012") scanning.press(key);
  assert.equal(scanning.press("Enter"), true);
  pause();
  assert.deepEqual(said, [["scan", "YT0012", true]]);
});

test("a scanner that ends with nothing leaves the number in the field", () => {
  const { said, scanning, pause } = scanner();
  for (const key of "8888") scanning.press(key);
  pause();
  assert.deepEqual(said, [["scan", "8888", false]]);
});

test("Enter alone and other keys are left to the page", () => {
  const { scanning } = scanner();
  assert.equal(scanning.press("Enter"), false);
  assert.equal(scanning.press("Tab"), false);
  assert.equal(scanning.press("/"), false);
});
