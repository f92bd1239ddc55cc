// What a verdict underlines, says and offers; positions are counted by the server in characters, emoji being one each.
import assert from "node:assert/strict";
import { test } from "node:test";

import { carried, fate, inUnits, lines, offered, replacement, stretches } from "../../src/guitai/web/static/desk/verdict.js";

const finding = (start, end, changes = {}) => ({ rule: `rule-${start}`, severity: "block", start, end, why: "", rewrite: "", ...changes });

test("a text without findings is one stretch, an empty text none", () => {
  assert.deepEqual(stretches("有货的", []), [{ text: "有货的", severity: null }]);
  assert.deepEqual(stretches("", []), []);
});

test("stretches make up the text, and where findings overlap the gravest shows", () => {
  const found = [finding(1, 4, { severity: "confirm" }), finding(3, 5, { severity: "block" })];

  const parts = stretches("我加微信吧", found);

  assert.equal(parts.map(({ text }) => text).join(""), "我加微信吧");
  assert.deepEqual(parts.map(({ severity }) => severity), [null, "confirm", "block", "block"]);
});

test("a finding that reaches past the text does not lengthen it", () => {
  assert.deepEqual(stretches("加微", [finding(0, 9)]).map(({ text }) => text).join(""), "加微");
});

test("places are counted in code units where an emoji stands before them", () => {
  const text = "😊😊加微信";

  const [moved] = inUnits(text, [finding(2, 5)]);

  assert.equal(text.slice(moved.start, moved.end), "加微信");
});

test("lines tell the gravest first, each rule once, three at most", () => {
  const said = lines({
    findings: [
      finding(0, 1, { rule: "a", severity: "note" }),
      finding(2, 3, { rule: "b", severity: "block" }),
      finding(4, 5, { rule: "b", severity: "block" }),
      finding(6, 7, { rule: "c", severity: "approve" }),
      finding(8, 9, { rule: "d", severity: "confirm" }),
    ],
  });

  assert.deepEqual(said.map(({ rule }) => rule), ["b", "c", "d"]);
});

test("the safe wording replaces the sentence the words stand in, and nothing else", () => {
  const text = "亲在的。加我微信聊吧！谢谢";
  const safe = finding(5, 8, { rewrite: "有问题在这里联系我哦" });

  const { from, to, text: words } = replacement(text, safe);

  assert.equal(text.slice(0, from) + words + text.slice(to), "亲在的。有问题在这里联系我哦！谢谢");
});

test("a safe wording that ends its sentence takes the old sign away", () => {
  const text = "加我微信！！谢谢";
  const { from, to, text: words } = replacement(text, finding(0, 4, { rewrite: "在这里联系我。" }));

  assert.equal(text.slice(0, from) + words + text.slice(to), "在这里联系我。谢谢");
});

test("a finding over two sentences or a line break is replaced as a whole, line breaks around it stay", () => {
  const text = "第一行\n我QQ是8765。3345\n第三行";
  const { from, to } = replacement(text, finding(5, 16, { rewrite: "好" }));

  assert.equal(text.slice(from, to), "我QQ是8765。3345");
});

test("without a safe wording nothing is offered", () => {
  assert.equal(replacement("加微信", finding(0, 3)), null);
  assert.equal(offered([finding(0, 3)]), null);
  assert.equal(offered([finding(0, 3), finding(4, 5, { severity: "note", rewrite: "好" })]).rewrite, "好");
});

test("what was found stays underlined where the text around it changes, and goes where it changes itself", () => {
  const found = [finding(1, 4)];

  assert.deepEqual(carried("加微信吧x", "加微信吧xy", [finding(0, 3)]), [finding(0, 3)]);
  assert.deepEqual(carried("我加微信", "好的我加微信", found).map(({ start, end }) => [start, end]), [[3, 6]]);
  assert.deepEqual(carried("我加微信", "我加信", found), []);
  assert.deepEqual(carried("我加微信", "", found), []);
});

test("what becomes of a draft follows its severity and what was looked at twice", () => {
  const look = (rule) => finding(0, 1, { rule, severity: "confirm" });

  assert.equal(fate({ severity: "pass", findings: [] }), "send");
  assert.equal(fate({ severity: "note", findings: [finding(0, 1, { severity: "note" })] }), "send");
  assert.equal(fate({ severity: "confirm", findings: [look("a")] }), "confirm");
  assert.equal(fate({ severity: "confirm", findings: [look("a")] }, ["a"]), "send");
  assert.equal(fate({ severity: "confirm", findings: [look("a"), look("b")] }, ["a"]), "confirm");
  assert.equal(fate({ severity: "approve", findings: [] }, ["a"]), "ask");
  assert.equal(fate({ severity: "block", findings: [] }, ["a"]), "hold");
});
