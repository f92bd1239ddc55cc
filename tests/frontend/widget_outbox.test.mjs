import assert from "node:assert/strict";
import { test } from "node:test";
import { openOutbox } from "../../src/guitai/web/static/widget/outbox.js";
import { openStore } from "../../src/guitai/web/static/widget/store.js";
import { FakeStorage } from "./widget_fakes.mjs";

function outboxIn(storage, { tab = "tab1", now = () => 1000, name = "visitor:outbox" } = {}) {
  return openOutbox({ store: openStore(storage, "guitai:k:"), name, tab, now });
}

const ids = (lines) => lines.map((line) => line.local_id);

test("what was written survives the page", () => {
  const storage = new FakeStorage();
  outboxIn(storage).add({ local_id: "a", kind: "text", text: "在吗" });

  const afterReload = outboxIn(storage);

  assert.deepEqual(ids(afterReload.lines()), ["a"]);
  assert.equal(afterReload.next().text, "在吗");
});

test("lines leave in the order they were written, and only once they are settled", () => {
  let clock = 0;
  const outbox = outboxIn(new FakeStorage(), { now: () => (clock += 1) });
  for (const local_id of ["a", "b", "c"]) outbox.add({ local_id, kind: "text", text: local_id });

  assert.equal(outbox.next().local_id, "a");
  assert.equal(outbox.next().local_id, "a");
  outbox.settle("a");
  assert.equal(outbox.next().local_id, "b");
  outbox.settle("b");
  outbox.settle("b");
  assert.deepEqual(ids(outbox.lines()), ["c"]);
});

test("a refused line stays to be seen and lets the next one pass", () => {
  const outbox = outboxIn(new FakeStorage());
  outbox.add({ local_id: "a", kind: "text", text: "" });
  outbox.add({ local_id: "b", kind: "text", text: "在吗" });

  outbox.fail("a", "空消息");

  assert.equal(outbox.next().local_id, "b");
  assert.equal(outbox.lines()[0].failed, "空消息");
  outbox.retry("a");
  assert.equal(outbox.next().local_id, "a");
});

test("another tab's line is left to it for a while, then taken over", () => {
  const storage = new FakeStorage();
  outboxIn(storage, { tab: "closed", now: () => 1000 }).add({ local_id: "a", kind: "text", text: "在吗" });

  assert.equal(outboxIn(storage, { tab: "open", now: () => 2000 }).next(), undefined);
  assert.equal(outboxIn(storage, { tab: "open", now: () => 60_000 }).next().local_id, "a");
});

test("lines put off are passed over", () => {
  const outbox = outboxIn(new FakeStorage());
  outbox.add({ local_id: "a", kind: "picture", data: "data:" });
  outbox.add({ local_id: "b", kind: "text", text: "在吗" });

  assert.equal(outbox.next(new Set(["a"])).local_id, "b");
});

test("what does not fit into the browser is kept while the page lasts, and takes nothing else with it", () => {
  const storage = new FakeStorage(400);
  const outbox = outboxIn(storage);
  outbox.add({ local_id: "a", kind: "text", text: "小" });
  outbox.add({ local_id: "b", kind: "picture", data: "x".repeat(1000) });

  assert.deepEqual(ids(outbox.lines()), ["a", "b"]);
  assert.deepEqual(ids(outboxIn(storage).lines()), ["a"]);
  outbox.fail("b", "太大");
  assert.equal(outbox.lines()[1].failed, "太大");
  outbox.settle("b");
  assert.deepEqual(ids(outbox.lines()), ["a"]);
});

test("a browser that keeps nothing still has an outbox", () => {
  for (const storage of [null, undefined, new FakeStorage(0)]) {
    const outbox = outboxIn(storage);
    outbox.add({ local_id: "a", kind: "text", text: "在吗" });
    outbox.add({ local_id: "b", kind: "text", text: "好" });

    assert.deepEqual(ids(outbox.lines()), ["a", "b"]);
    outbox.settle("a");
    assert.deepEqual(ids(outbox.lines()), ["b"]);
  }
});

test("a visitor's lines move along when they sign in", () => {
  const storage = new FakeStorage();
  const visitor = outboxIn(storage);
  const buyer = outboxIn(storage, { name: "buyer:tb_demo01:outbox" });
  visitor.add({ local_id: "a", kind: "text", text: "在吗" });

  visitor.moveTo(buyer);

  assert.deepEqual(ids(visitor.lines()), []);
  assert.deepEqual(ids(buyer.lines()), ["a"]);
});

test("something else under the outbox's name is no outbox", () => {
  const storage = new FakeStorage();
  storage.setItem("guitai:k:visitor:outbox", '{"not": "a list"}');
  assert.deepEqual(outboxIn(storage).lines(), []);
  storage.setItem("guitai:k:visitor:outbox", "no json");
  assert.deepEqual(outboxIn(storage).lines(), []);
});
