// The sidecar as a whole, with a server and a clipboard of the test's own.
import assert from "node:assert/strict";
import { test } from "node:test";

import { useWords } from "../../src/guitai/web/static/desk/words.js";
import { Kept } from "../../src/guitai/web/static/sidecar/kept.js";
import { Sidecar } from "../../src/guitai/web/static/sidecar/sidecar.js";
import { makeView } from "../../src/guitai/web/static/sidecar/view.js";
import { Storage } from "./cast.mjs";

useWords({});

const PASSED = { severity: "pass", findings: [] };
const BUYER = { id: 7, account: "tb_demo01", name: "tb_demo01", vip: false, contacts: 0, limit: 3, no_contact: false };
const ORDER = { id: 9, number: "4026110100000000001", status_text: "已发货", total: "158.00", titles: "衬衫", given: null, spoken_of: true };
const ABOUT = { buyer: BUYER, orders: [ORDER, { ...ORDER, id: 10, number: "4026110100000000002", spoken_of: false }] };
const found = (severity, changes = {}) => ({ rule: `a-${severity}`, severity, start: 0, end: 2, matched: "", why: "", rewrite: "", ...changes });
const verdict = (...severities) => ({ severity: severities[0], findings: severities.map((each) => found(each)) });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

class Field {
  text = "";
  findings = [];
  load(text) {
    this.text = text;
  }
  type(text) {
    this.text = text;
    this.changed(text);
  }
  insert(text) {
    this.type(this.text + text);
  }
  replace({ from, to, text }) {
    this.type(this.text.slice(0, from) + text + this.text.slice(to));
  }
  underline(text, findings) {
    this.findings = findings;
  }
  add(text) {
    this.insert(text);
  }
  focus() {}
}

// `answers` give by path what the server says; a function is given what was sent.
function sidecar({ storage = new Storage(), answers = {}, clipboard = true } = {}) {
  const sent = [];
  const told = [];
  const copied = [];
  const undos = [];
  const known = {
    "read/": { lines: [], account: "", found: [] },
    "about/": ABOUT,
    "asked/": { asked: [] },
    "check/": PASSED,
    "suggest/": { preparing: false, suggestions: [] },
    "copied/": ({ text }) => ({ copied: true, text, verdict: PASSED }),
    "find/": { facts: [], guides: [], phrases: [], products: [] },
    ...answers,
  };
  const answer = async (path, body) => {
    const [end] = path.split("?");
    sent.push({ path: end, query: path.split("?")[1] || "", body });
    const said = known[end];
    if (said instanceof Error) throw said;
    return structuredClone(typeof said === "function" ? said(body) : said);
  };
  const view = makeView();
  const kept = new Kept({ owner: "yunshang.3", storage });
  const field = new Field();
  const made = new Sidecar({
    view,
    kept,
    field,
    http: { get: (path) => answer(path), post: (path, body) => answer(path, body) },
    copy: async (text) => clipboard && copied.push(text) > 0,
    say: (text, undo) => {
      told.push(text);
      undos.push(undo);
    },
    complain: (text) => told.push(text),
  });
  return { made, view, kept, field, sent, told, copied, undos, storage, last: (path) => sent.filter((each) => each.path === path).at(-1) };
}

async function withBuyer(given) {
  const all = sidecar(given);
  await all.made.talk.choose({ buyer: BUYER, order: null });
  return all;
}

test("what may leave is copied, leaves the field and is said from now on", async () => {
  const { made, view, field, copied, kept, last } = await withBuyer();
  field.type("在的亲");

  await made.copier.press();

  assert.deepEqual(copied, ["在的亲"]);
  assert.deepEqual([field.text, view.text, kept.read().draft], ["", "", ""]);
  assert.deepEqual([last("copied/").body.buyer, last("copied/").body.order], [7, 9]);
  field.type("好");
  await made.copier.press();
  assert.deepEqual(last("copied/").body.previous, [{ by: "agent", text: "在的亲" }]);
});

test("what the buyer wrote is answered, and a copy tells what it was made with", async () => {
  const suggestions = [{ kind: "entry", id: 5, title: "起球吗", text: "不易起球的", missing: [], product: "", is_weakness: false }];
  const { made, field, last } = await withBuyer({
    answers: { "read/": { lines: [{ by: "buyer", text: "会起球吗" }], account: "", found: [] }, "suggest/": { preparing: false, suggestions } },
  });
  made.view.pasted = "会起球吗";
  await made.talk.read();
  await settled();
  assert.deepEqual(last("suggest/").body.previous, [{ by: "buyer", text: "会起球吗" }]);

  made.suggestions.take(0);
  await made.copier.press();

  assert.deepEqual(last("copied/").body.suggested, [{ kind: "entry", id: 5, text: "不易起球的" }]);
  assert.deepEqual([field.text, made.suggestions.strip.room], ["", false]);
});

test("what a copy gave away and counted is shown after it", async () => {
  let given = null;
  const { made, view, field } = await withBuyer({
    answers: { "about/": () => ({ buyer: { ...BUYER, contacts: given ? 1 : 0 }, orders: [{ ...ORDER, given }] }) },
  });
  made.talk.chooseOrder(null);
  field.type("给您便宜10块");
  given = "10.00";

  await made.copier.press();
  await settled();

  assert.deepEqual([view.orders[0].given, view.buyer.contacts, view.order], ["10.00", 1, null]);
});

test("taking a copy back takes it out of what was said", async () => {
  const { made, view, field, undos } = await withBuyer();
  field.type("在的亲");
  await made.copier.press();

  undos.at(-1)();

  assert.deepEqual([field.text, view.said], ["在的亲", []]);
});

test("what is blocked stays in the field and out of the clipboard, however often one presses", async () => {
  const { made, view, field, copied, sent } = await withBuyer({
    answers: { "copied/": ({ text }) => ({ copied: false, text, verdict: verdict("block") }) },
  });
  field.type("加我微信");

  for (let times = 0; times < 3; times += 1) await made.copier.press();

  assert.deepEqual([copied, field.text, view.held], [[], "加我微信", "hold"]);
  assert.deepEqual(sent.filter(({ path }) => path === "copied/").map(({ body }) => body.confirmed), [[], [], []]);
});

test("a doubtful one is copied at the second press, and only as it was looked at", async () => {
  const { made, view, field, copied, last } = await withBuyer({
    answers: {
      "copied/": ({ text, confirmed }) => ({ copied: confirmed.includes("a-confirm"), text, verdict: verdict("confirm") }),
    },
  });
  field.type("全网最好");
  await made.copier.press();
  assert.equal(view.held, "confirm");

  field.type("全网最好的");
  await made.copier.press();
  assert.deepEqual([last("copied/").body.confirmed, copied], [[], []]);
  await made.copier.press();

  assert.deepEqual(copied, ["全网最好的"]);
});

test("another buyer needs another second look", async () => {
  const { made, view, field } = await withBuyer({
    answers: { "copied/": ({ text }) => ({ copied: false, text, verdict: verdict("confirm") }) },
  });
  field.type("全网最好");
  await made.copier.press();

  made.talk.chooseOrder(10);

  assert.deepEqual([view.confirmed, view.held], [[], ""]);
});

test("what needs the lead is asked with a word, and looked after until there is an answer", async (t) => {
  const asked = { id: 5, state: "waiting", text: "便宜25", buyer: "tb_demo01", buyer_id: 7, order_id: 9, answer: "" };
  let state = "waiting";
  const { made, view, field, told, last } = await withBuyer({
    answers: {
      "copied/": ({ text }) => ({ copied: false, text, verdict: verdict("approve") }),
      "ask/": () => ({ asked: [asked] }),
      "asked/": () => ({ asked: [{ ...asked, state }] }),
    },
  });
  field.type("便宜25");
  await made.copier.press();
  assert.deepEqual([view.held, view.asking], ["ask", true]);

  view.note = " 老客户 ";
  t.mock.timers.enable({ apis: ["setTimeout"] });
  await made.askLead();
  assert.deepEqual([last("ask/").body.note, view.asking, view.asked[0].state], ["老客户", false, "waiting"]);
  assert.equal(field.text, "");
  assert.deepEqual(told, []);
  state = "granted";
  t.mock.timers.tick(2000);
  t.mock.timers.reset();
  await settled();

  assert.equal(view.asked[0].state, "granted");
  assert.deepEqual(told, ["told_granted"]);
  assert.equal(field.text, "便宜25");
});

test("an answer does not write over what is being written, nor into another buyer's reply", async () => {
  const asked = { id: 5, state: "waiting", text: "便宜25", buyer: "tb_demo01", buyer_id: 7, order_id: 9, answer: "" };
  const { made, field } = await withBuyer();
  made.asked.show([asked]);
  field.type("写着别的");
  made.asked.show([{ ...asked, state: "granted" }]);
  assert.equal(field.text, "写着别的");

  made.asked.show([{ ...asked, id: 6 }]);
  made.nextBuyer();
  await settled();
  made.asked.show([{ ...asked, id: 6, state: "refused" }]);

  assert.equal(field.text, "");
  made.asked.show([]);
});

test("what was granted comes back with its buyer, and goes away once it was copied", async () => {
  const asked = { id: 5, state: "granted", text: "便宜25", buyer: "tb_demo01", buyer_id: 7, order_id: 10, answer: "" };
  const { made, view, field, kept, last } = sidecar({ answers: { "asked/": { asked: [asked] } } });
  await made.asked.look();

  await made.takeUp(view.asked[0]);
  assert.deepEqual([field.text, view.buyer.id, view.order], ["便宜25", 7, 10]);
  await made.copier.press();

  assert.equal(last("copied/").body.order, 10);
  assert.deepEqual(view.asked, []);
  assert.deepEqual(kept.read().seen, [5]);
});

test("what was refused comes back to be written anew", async () => {
  const asked = { id: 5, state: "refused", text: "便宜25", buyer: "", buyer_id: null, order_id: null, answer: "不行" };
  const { made, view, field } = sidecar({ answers: { "asked/": { asked: [asked] } } });
  await made.asked.look();

  made.takeUpNext();
  await settled();

  assert.deepEqual([field.text, view.asked], ["便宜25", []]);
});

test("where the browser keeps the clipboard to itself, the text stays and it is said", async () => {
  const { made, view, field } = await withBuyer({ clipboard: false });
  field.type("在的亲");

  await made.copier.press();

  assert.deepEqual([field.text, view.held, view.said], ["在的亲", "unwritten", []]);
});

test("without the network nothing is copied and nothing lost", async () => {
  const { made, view, field, copied } = await withBuyer({ answers: { "copied/": new Error("offline") } });
  field.type("在的亲");

  await made.copier.press();

  assert.deepEqual([copied, field.text, view.problem, view.busy], [[], "在的亲", "offline", false]);
});

test("a text that was changed while the server thought about it is not copied", async () => {
  const { made, field, copied } = await withBuyer();
  field.type("在的亲");

  const pressed = made.copier.press();
  field.type("在的亲，加我微信");
  await pressed;

  assert.deepEqual([copied, field.text], [[], "在的亲，加我微信"]);
});

test("who changes the text and presses again before the server answered gets what stands there", async () => {
  const { made, field, sent, copied } = await withBuyer();
  field.type("在的亲");

  const pressed = made.copier.press();
  await made.copier.press();
  field.type("在的亲，有货");
  await made.copier.press();
  await pressed;

  assert.deepEqual(sent.filter(({ path }) => path === "copied/").map(({ body }) => body.text), ["在的亲", "在的亲，有货"]);
  assert.deepEqual([copied, field.text], [["在的亲，有货"], ""]);
});

test("after a reload everything typed is there, and buyer and lines are asked for anew", async () => {
  const lines = [{ by: "buyer", text: "能便宜吗" }];
  const first = await withBuyer({ answers: { "read/": { lines, account: "", found: [] } } });
  first.view.pasted = "能便宜吗";
  first.made.talk.pasted();
  await first.made.talk.read();
  first.made.talk.chooseOrder(10);
  first.made.talk.toggleProactive();
  first.field.type("写到一半");

  const again = sidecar({ storage: first.storage, answers: { "read/": { lines, account: "", found: [] } } });
  await again.made.resume();

  const { view, field } = again;
  assert.deepEqual([field.text, view.pasted, view.buyer.id, view.order, view.proactive], ["写到一半", "能便宜吗", 7, 10, true]);
  assert.deepEqual(again.made.talk.about().previous, lines);
  assert.ok(!JSON.stringify([...again.sent]).includes("undefined"));
});

test("a number in the buyer's words proposes a buyer and chooses none", async () => {
  const { made, view } = sidecar({
    answers: { "read/": { lines: [], account: "", found: [{ by: "order", buyer: BUYER, order: ORDER }] } },
  });
  view.pasted = "4026110100000000001到哪了";

  await made.talk.read();

  assert.deepEqual([view.buyer, view.found.length], [null, 1]);
});

test("who presses Enter before the answer came gets what they typed, not what was listed before", async () => {
  const other = { ...BUYER, id: 8, account: "tb_other", name: "tb_other" };
  const { made, view } = sidecar({
    answers: {
      "read/": ({ pasted }) => ({ lines: [], account: "", found: [{ by: "name", buyer: pasted === "demo" ? BUYER : other, order: null }] }),
      "find/": { facts: [], guides: [], phrases: [{ id: 2, title: "", filled: "新", code: "" }], products: [] },
    },
  });
  const chosen = [];
  view.pasted = "other";
  await made.talk.read();

  view.pasted = "demo";
  made.talk.pasted();
  made.talk.chooseAt(0, (each) => chosen.push(each.buyer.id));
  assert.deepEqual(chosen, []);
  await made.talk.read();
  view.finds = [{ text: "旧" }];
  made.finder.typed();
  made.finder.choose(0, (each) => chosen.push(each.text));
  await made.finder.ask();

  assert.deepEqual(chosen, [7, "新"]);
});

test("an answer to other words than those typed by now is passed over", async () => {
  const { made, view } = sidecar({ answers: { "find/": { facts: [], guides: [], phrases: [{ id: 2, title: "", filled: "旧", code: "" }], products: [] } } });
  const chosen = [];

  const first = made.finder.ask();
  made.finder.typed();
  await first;
  made.finder.choose(0, (each) => chosen.push(each.text));

  assert.deepEqual([view.finds, chosen], [[], []]);
  made.finder.stop();
});

test("a copied talk that names its buyer chooses them", async () => {
  const { made, view } = sidecar({
    answers: { "read/": { lines: [{ by: "buyer", text: "在吗" }], account: "tb_demo01", found: [{ by: "account", buyer: BUYER, order: null }] } },
  });
  view.pasted = "tb_demo01 2026-3-2 9:05:03\n在吗";

  await made.talk.read();

  assert.deepEqual([view.buyer.id, view.order, view.found], [7, 9, []]);
  assert.equal(view.pasted, "tb_demo01 2026-3-2 9:05:03\n在吗");
});

test("what was typed to find somebody is not taken for their words", async () => {
  const { made, view } = sidecar();
  view.pasted = "DEMO01";
  view.lines = [{ by: "buyer", text: "DEMO01" }];

  await made.talk.choose({ buyer: BUYER, order: null });

  assert.deepEqual([view.pasted, made.talk.about().previous], ["", []]);
});

test("the next buyer begins with an empty page, and the last one can come back", async () => {
  const { made, view, field, undos } = await withBuyer();
  field.type("写到一半");

  made.nextBuyer();
  await settled();
  assert.deepEqual([field.text, view.buyer, view.orders], ["", null, []]);
  undos.at(-1)();
  await settled();

  assert.deepEqual([field.text, view.buyer.id], ["写到一半", 7]);
});

test("an answer about a buyer who was left meanwhile changes nothing", async () => {
  const { made, view } = sidecar();

  const choosing = made.talk.choose({ buyer: BUYER, order: null });
  const reading = made.talk.read();
  await made.nextBuyer();
  await Promise.all([choosing, reading]);

  assert.deepEqual([view.buyer, view.orders, view.lines], [null, [], []]);
});

test("what stands chosen is not proposed again, nor is no order made one by a reload", async () => {
  const first = await withBuyer({ answers: { "read/": { lines: [], account: "", found: [{ by: "order", buyer: BUYER, order: ORDER }] } } });
  first.view.pasted = "4026110100000000001到哪了";
  await first.made.talk.read();
  assert.deepEqual(first.view.found, []);
  first.made.talk.chooseOrder(null);

  const again = sidecar({ storage: first.storage });
  await again.made.resume();

  assert.deepEqual([again.view.buyer.id, again.view.order], [7, null]);
});

test("an answer for another buyer brings them, and what was being done can come back", async () => {
  const asked = { id: 5, state: "granted", text: "便宜25", buyer: "", buyer_id: null, order_id: null, answer: "" };
  const { made, view, field, undos } = await withBuyer({ answers: { "asked/": { asked: [asked] } } });
  field.type("写着别的");
  await made.asked.look();

  await made.takeUp(view.asked[0]);
  assert.deepEqual([field.text, view.buyer], ["便宜25", null]);
  undos.at(-1)();
  await settled();

  assert.deepEqual([field.text, view.buyer.id], ["写着别的", 7]);
});

test("writing first needs somebody to write to", () => {
  const { made, view } = sidecar();

  made.talk.toggleProactive();

  assert.equal(view.proactive, false);
});

test("the safe wording replaces the sentence, and only the text it was made for", async () => {
  const safe = { severity: "block", findings: [found("block", { start: 4, end: 6, rewrite: "在这里联系我" })] };
  const { made, field } = await withBuyer();
  field.type("您好。加微信吧");

  made.checks.known("您好", safe);
  made.useSafe();
  assert.equal(field.text, "您好。加微信吧");
  made.checks.known("您好。加微信吧", safe);
  made.useSafe();

  assert.equal(field.text, "您好。在这里联系我");
});

test("a phrase goes into the draft and is counted with it, a product comes to hand", async () => {
  const { made, view, field, last } = await withBuyer();

  made.take({ kind: "phrase", id: 3, text: "您好呀" });
  made.take({ kind: "fact", text: "棉95%" });
  assert.equal(field.text, "您好呀棉95%");
  made.take({ kind: "product", id: 4, title: "衬衫" });
  await made.copier.press();

  assert.deepEqual([last("copied/").body.phrases, last("copied/").body.product], [[3], 4]);
  assert.deepEqual(view.phrases, []);
  assert.match(last("find/").query, /product=4/);
});

test("marked words that may not leave do not leave with Ctrl+C", () => {
  const { made, view, field } = sidecar();
  field.findings = [found("block", { start: 2, end: 5 }), found("confirm", { start: 8, end: 9 })];

  assert.equal(made.mayLeave(0, 2), true);
  assert.equal(made.mayLeave(7, 9), true);
  assert.equal(view.held, "");
  assert.equal(made.mayLeave(4, 9), false);
  assert.equal(view.held, "hold");
});
