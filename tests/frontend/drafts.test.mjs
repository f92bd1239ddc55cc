// Half-written replies survive everything.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Drafts, newest } from "../../src/guitai/web/static/desk/drafts.js";
import { Storage } from "./cast.mjs";

function desk({ storage = new Storage(), open = true } = {}) {
  const told = [];
  const line = { open };
  const drafts = new Drafts({ prefix: "d.", storage, tell: (id, text) => line.open && told.push([id, text]) > 0 });
  return { drafts, told, storage, line };
}

test("a draft is kept at once and told soon after, once", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { drafts, told, storage } = desk();
  drafts.began({});

  drafts.keep("51", "您");
  drafts.keep("51", "您好");

  assert.equal(JSON.parse(storage.getItem("d.51")).text, "您好");
  assert.deepEqual(told, []);
  t.mock.timers.tick(1000);
  assert.deepEqual(told, [[51, "您好"]]);
});

test("after a crash the draft is still there and is told again", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { drafts, storage } = desk({ open: false });
  drafts.began({});
  drafts.keep("51", "写到一半");

  const again = desk({ storage });
  again.drafts.began({ 51: "更早的" });

  assert.equal(again.drafts.text("51"), "写到一半");
  assert.deepEqual(again.told, [[51, "写到一半"]]);
});

test("once the server surely has it, what the server says counts", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { drafts, storage } = desk();
  drafts.began({});
  drafts.keep("51", "在这台电脑写的");
  t.mock.timers.tick(1000);
  drafts.confirm(drafts.told());

  const elsewhere = desk({ storage });
  elsewhere.drafts.began({ 51: "在另一台电脑改过的" });

  assert.equal(elsewhere.drafts.text("51"), "在另一台电脑改过的");
});

test("sending forgets the draft everywhere", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { drafts, told, storage } = desk();
  drafts.began({ 51: "旧草稿" });

  drafts.forget("51");
  t.mock.timers.tick(5000);
  drafts.confirm(drafts.told());

  assert.deepEqual(told, [[51, ""]]);
  assert.equal(drafts.text("51"), "");
  assert.equal(storage.length, 0);
});

test("what was typed while the line was down is told when it is back", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { drafts, told, line } = desk({ open: false });
  drafts.began({});
  drafts.keep("51", "断线时写的");
  t.mock.timers.tick(1000);

  line.open = true;
  drafts.began(drafts.server);

  assert.deepEqual(told, [[51, "断线时写的"]]);
});

test("newest prefers what may not have arrived yet", () => {
  assert.equal(newest({ text: "本地", confirmed: false }, "服务器"), "本地");
  assert.equal(newest({ text: "本地", confirmed: true }, "服务器"), "服务器");
  assert.equal(newest(null, undefined), "");
});
