// Guidance: where a talk stands is read off its cards; one key sends the next.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Guidance, underWay } from "../../src/guitai/web/static/desk/guides.js";
import { byMe, message, Storage } from "./cast.mjs";

const GUIDE = { id: 2, title: "申请退款", steps: [{ text: "一", picture: null }, { text: "二", picture: { url: "/p/1/" } }, { text: "三", picture: null }] };
const card = (step, changes = {}) => ({ kind: "guide", card: { guide: 2, step, of: 3, title: "申请退款" }, local_id: `k${step}`, ...changes });
const step = (id, number, changes) => byMe(id, card(number, changes));

test("the last guidance card says which guide goes on, whatever was said since", () => {
  const { id, step: at, of, key } = underWay([step(1, 1), message(2), step(3, 2), byMe(4)], []);

  assert.deepEqual([id, at, of, key], [2, 2, 3, "k2"]);
});

test("a guide that was sent to its end goes on no more", () => {
  assert.equal(underWay([step(1, 2), step(2, 3)], []), null);
  assert.equal(underWay([message(1)], []), null);
});

test("what is on its way counts, what failed does not", () => {
  assert.equal(underWay([step(1, 1)], [card(2, { status: "sending" })]).step, 2);
  assert.equal(underWay([step(1, 1)], [card(2, { status: "failed" })]).step, 1);
});

test("a talk that ended took its guide along", () => {
  const closed = message(2, { kind: "event", author: "system", card: { event: "closed" } });
  const handed = message(2, { kind: "event", author: "system", card: { event: "assigned" } });

  assert.equal(underWay([step(1, 1), closed, message(3)], []), null);
  assert.equal(underWay([step(1, 1), handed], []).step, 1);
});

// A desk that keeps what was sent as pending, as the real one does before an answer comes.
function stage({ messages = [], ask = async () => [GUIDE], storage = new Storage(), view = {} } = {}) {
  const state = { selected: 1, talks: { 1: { messages } }, pending: [] };
  const sent = [];
  const desk = {
    state,
    store: { paint: () => guidance.paint(state) },
    sendCard(kind, id, shown, picture) {
      sent.push([kind, id, shown.step, shown.text, picture]);
      state.pending.push({ conversation: 1, kind, card: shown, local_id: `n${sent.length}`, status: "sending" });
    },
  };
  const shown = { composerMode: "write", noteOnly: false, isNote: false, guide: { id: null }, picked: [], togglePicker: (name) => shown.picked.push(name), ...view };
  const composer = () => ({ focus: () => {} });
  const guidance = new Guidance({ desk, view: shown, composer, ask, storage, key: "stopped" });
  return { guidance, view: shown, sent, state, storage };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("after the first step each press is one more, even before the page was painted", () => {
  const { guidance, sent } = stage();

  guidance.begin(GUIDE);
  guidance.next();
  guidance.next();

  assert.deepEqual(sent.map(([, , at]) => at), [1, 2, 3]);
  assert.deepEqual(sent[1], ["guide", 2, 2, "二", { url: "/p/1/" }]);
});

test("without a guide under way the key opens the choice, though not over a note", () => {
  const free = stage();
  const noted = stage({ view: { isNote: true } });

  free.guidance.next();
  noted.guidance.next();

  assert.deepEqual([free.view.picked, noted.view.picked], [["guides"], []]);
});

test("a page that is loaded anew asks once what the guide says, and goes on", async () => {
  let asked = 0;
  const { guidance, view, sent, state } = stage({ messages: [step(1, 1)], ask: async () => [GUIDE].slice((asked += 1) - 1) });

  guidance.paint(state);
  assert.equal(view.guide.id, null);
  await settled();
  assert.deepEqual([view.guide.id, view.guide.title, view.guide.next], [2, "申请退款", "二"]);
  guidance.paint(state);
  guidance.next();

  assert.deepEqual([asked, sent[0][2]], [1, 2]);
});

test("a guide that is out of use by now goes on no more", async () => {
  const { guidance, view, state } = stage({ messages: [step(1, 1)], ask: async () => [] });

  guidance.paint(state);
  await settled();

  assert.equal(view.guide.id, null);
});

test("all that remain are sent in their order", () => {
  const { guidance, sent, view } = stage();

  guidance.begin(GUIDE);
  guidance.rest();
  guidance.rest();

  assert.deepEqual(sent.map(([, , at]) => at), [1, 2, 3]);
  guidance.desk.store.paint();
  assert.equal(view.guide.id, null);
});

test("a guide that was stopped stays stopped through a reload, and may begin again", () => {
  const messages = [step(1, 1)];
  const first = stage({ messages });
  first.guidance.guides.set(2, GUIDE);
  first.guidance.paint(first.state);
  first.guidance.stop();

  const again = stage({ messages, storage: first.storage });
  again.guidance.guides.set(2, GUIDE);
  again.guidance.paint(again.state);

  assert.deepEqual([first.view.guide.id, again.view.guide.id], [null, null]);
  again.guidance.begin(GUIDE);
  again.guidance.paint(again.state);
  assert.equal(again.view.guide.id, 2);
});

test("who has no say in a talk is offered no step", () => {
  for (const view of [{ composerMode: "closed" }, { noteOnly: true }]) {
    const { guidance, view: shown, state } = stage({ messages: [step(1, 1)], view });
    guidance.guides.set(2, GUIDE);

    guidance.paint(state);

    assert.equal(shown.guide.id, null);
  }
});
