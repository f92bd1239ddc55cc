import assert from "node:assert/strict";
import { test } from "node:test";
import { colours } from "../../src/guitai/web/static/widget/colour.js";
import { readConfig } from "../../src/guitai/web/static/widget/config.js";
import { delayBefore } from "../../src/guitai/web/static/widget/delays.js";
import { blobOf, fitting, picturesAmong } from "../../src/guitai/web/static/widget/picture.js";
import { clock, dayLabel, dayOf } from "../../src/guitai/web/static/widget/times.js";
import { fill, firstWords } from "../../src/guitai/web/static/widget/words.js";

const words = { today: "今天", yesterday: "昨天" };
const noon = (day, month = 2, year = 2026) => new Date(year, month, day, 12, 5);

test("a day is today, yesterday, or has its date", () => {
  const now = noon(2);

  assert.equal(dayLabel(noon(2), now, words, "zh-hans"), "今天");
  assert.equal(dayLabel(noon(1), now, words, "zh-hans"), "昨天");
  assert.match(dayLabel(noon(20, 1), now, words, "zh-hans"), /2月20日/);
  assert.match(dayLabel(noon(20, 1), now, words, "en"), /February/);
  assert.match(dayLabel(noon(20, 1, 2025), now, words, "zh-hans"), /2025/);
});

test("the day before the first of a month is yesterday", () => {
  assert.equal(dayLabel(noon(28, 1), noon(1), words, "zh-hans"), "昨天");
});

test("a clock has two digits each", () => {
  assert.equal(clock(new Date(2026, 2, 2, 9, 5)), "09:05");
});

test("days are told apart by the reader's own midnight", () => {
  assert.notEqual(dayOf(new Date(2026, 2, 1, 23, 59)), dayOf(new Date(2026, 2, 2, 0, 0)));
});

test("delays grow, are bounded, and are never quite the same", () => {
  assert.equal(delayBefore(0, () => 1), 500);
  assert.equal(delayBefore(0, () => 0), 250);
  assert.equal(delayBefore(3, () => 1), 4000);
  assert.equal(delayBefore(50, () => 1), 30_000);
  assert.equal(delayBefore(50, () => 0), 15_000);
});

test("gaps are filled by name; one without a value stays to be noticed", () => {
  assert.equal(fill("{agent} 为您服务", { agent: "小美" }), "小美 为您服务");
  assert.equal(fill("{agent} 为您服务", {}), "{agent} 为您服务");
  assert.equal(fill(undefined, {}), "");
});

test("the first words are in the language of the page", () => {
  assert.equal(firstWords("zh-CN").send, "发送");
  assert.equal(firstWords("").send, "发送");
  assert.equal(firstWords("en").send, "Send");
  assert.deepEqual(Object.keys(firstWords("zh")), Object.keys(firstWords("en")));
});

test("the ink is the one that can be read on the shop's colour", () => {
  assert.deepEqual(colours("#0f766e"), { accent: "#0f766e", ink: "#ffffff" });
  assert.deepEqual(colours("FF0"), { accent: "#ffff00", ink: "#000000" });
  assert.equal(colours("#fff").ink, "#000000");
  assert.equal(colours("red; background: url(x)"), null);
  assert.equal(colours(undefined), null);
});

test("the script tag says where the server is and what the page shows", () => {
  const script = { src: "https://chat.example/guitai/widget.js?v=1", dataset: { shop: "k", position: "left", product: "YS1001" } };

  const config = readConfig(script, { language: "en-GB", page: () => "" });

  assert.equal(config.base, "https://chat.example/guitai/");
  assert.deepEqual([config.shop, config.side, config.product, config.identity], ["k", "left", "YS1001", ""]);
  assert.equal(config.language, "en-GB");
});

test("a language asked for goes before the page's", () => {
  const script = { src: "https://chat.example/widget.js", dataset: { shop: "k", language: "zh-CN" } };

  assert.equal(readConfig(script, { language: "en", page: () => "" }).language, "zh-CN");
});

test("only pictures are taken from what was dropped", () => {
  const files = [{ type: "image/png" }, { type: "application/pdf" }, { type: "image/svg+xml" }];

  assert.deepEqual(picturesAmong(files), [{ type: "image/png" }]);
  assert.deepEqual(picturesAmong(undefined), []);
});

test("a picture's room keeps its proportions and never grows", () => {
  assert.deepEqual(fitting(2400, 1200), { width: 240, height: 120 });
  assert.deepEqual(fitting(300, 600), { width: 120, height: 240 });
  assert.deepEqual(fitting(60, 40), { width: 60, height: 40 });
});

test("a kept picture becomes the same bytes again", async () => {
  const blob = blobOf(`data:image/png;base64,${Buffer.from([1, 2, 250]).toString("base64")}`);

  assert.equal(blob.type, "image/png");
  assert.deepEqual([...new Uint8Array(await blob.arrayBuffer())], [1, 2, 250]);
});
