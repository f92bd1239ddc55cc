// The small readers of text: the slash that opens phrases, open slots, times, folders, the address.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fromAddress } from "../../src/guitai/web/static/desk/address.js";
import { waitBefore } from "../../src/guitai/web/static/desk/backoff.js";
import { grouped } from "../../src/guitai/web/static/desk/phrases_pane.js";
import { slashAt } from "../../src/guitai/web/static/desk/slash.js";
import { slotFrom } from "../../src/guitai/web/static/desk/slots.js";
import { duration, shortTime } from "../../src/guitai/web/static/desk/times.js";
import { useWords, word } from "../../src/guitai/web/static/desk/words.js";

test("a slash opens the phrases at the start and after a space, nowhere else", () => {
  assert.deepEqual(slashAt("/", 1), { from: 0, query: "" });
  assert.deepEqual(slashAt("您好 /fh", 6), { from: 3, query: "fh" });
  assert.deepEqual(slashAt("一行\n/发货", 6), { from: 3, query: "发货" });
  assert.equal(slashAt("1/2", 3), null);
  assert.equal(slashAt("https://a", 9), null);
  assert.equal(slashAt("/fh 好", 5), null);
  assert.equal(slashAt("/:^_^", 5), null);
});

test("the first open slot is found where it stands", () => {
  assert.deepEqual(slotFrom("单号 {单号}，满***元"), { from: 3, to: 7 });
  assert.deepEqual(slotFrom("单号 {单号}，满***元", 7), { from: 9, to: 12 });
  assert.equal(slotFrom("都填好了"), null);
  assert.equal(slotFrom("a{color: red}"), null);
});

test("times read as people say them", () => {
  useWords({ seconds: "{s}秒", minutes: "{m}分{s}秒", hours: "{h}小时{m}分", yesterday: "昨天" });
  const noon = new Date(2026, 4, 20, 12, 0);

  assert.equal(duration(12), "12秒");
  assert.equal(duration(200), "3分20秒");
  assert.equal(duration(3720), "1小时2分");
  assert.equal(shortTime(new Date(2026, 4, 20, 9, 5), noon, "zh"), "09:05");
  assert.equal(shortTime(new Date(2026, 4, 19, 23, 59), noon, "zh"), "昨天");
  assert.equal(shortTime(new Date(2026, 3, 2, 9, 5), noon, "zh-CN"), "4/2");
});

test("a sentence fills its gaps and shows the ones nobody filled", () => {
  useWords({ moved: "{buyer} 已转给 {to}。" });

  assert.equal(word("moved", { buyer: "{to}", to: "小雨" }), "{to} 已转给 小雨。");
  assert.equal(word("moved", { buyer: "阿珍" }), "阿珍 已转给 {to}。");
  assert.equal(word("unheard of"), "unheard of");
});

test("phrases stand under their folders in the order they came", () => {
  const phrases = [{ id: 1, folder: "快递" }, { id: 2, folder: "发票" }, { id: 3, folder: "快递" }];

  assert.deepEqual(grouped(phrases).map(({ name, items }) => [name, items.map((each) => each.id)]), [["快递", [1, 3]], ["发票", [2]]]);
});

test("the address gives tab and conversation, and nothing from nonsense", () => {
  assert.deepEqual(fromAddress("?c=51&tab=closed"), { tab: "closed", conversation: 51 });
  assert.deepEqual(fromAddress("?c=abc"), { tab: null, conversation: null });
  assert.deepEqual(fromAddress(""), { tab: null, conversation: null });
});

test("waiting before the next try grows, has a ceiling and is never the same for all", () => {
  assert.equal(waitBefore(0, () => 0), 250);
  assert.equal(waitBefore(0, () => 1), 500);
  assert.equal(waitBefore(3, () => 1), 4000);
  assert.equal(waitBefore(30, () => 1), 30_000);
});
