// Pictures are sent one by one as they are; what became of each is told.
import assert from "node:assert/strict";
import { test } from "node:test";

import { sendAll, sendFile } from "../../src/guitai/web/static/pictures/sending.js";

const MB = 1024 * 1024;
const WORDS = { tooLarge: "{size} MB, at most {most} MB", failed: "did not arrive", sending: "{number} of {count}" };
const file = (name, size = 10) => ({ name, size });

async function sent(files, send) {
  const told = [];
  const done = await sendAll(files, { send, most: 8 * MB, words: WORDS, said: (text) => told.push(text) });
  return { done, told };
}

test("they go one after another, and how far it is is told", async () => {
  const order = [];
  const { done, told } = await sent([file("a.jpg"), file("b.jpg")], async ({ name }) => {
    order.push(`${name} begins`);
    await Promise.resolve();
    order.push(`${name} ends`);
    return { filed: 1, refused: [] };
  });

  assert.deepEqual(order, ["a.jpg begins", "a.jpg ends", "b.jpg begins", "b.jpg ends"]);
  assert.deepEqual(told, ["1 of 2", "2 of 2"]);
  assert.deepEqual(done, { filed: 2, refused: [], left: [] });
});

test("what is too large is not sent", async () => {
  const { done } = await sent([file("huge.jpg", 8 * MB + 1)], () => assert.fail("was sent"));

  assert.deepEqual(done.refused, [{ name: "huge.jpg", reason: "8.0 MB, at most 8 MB" }]);
});

test("one that is refused or does not arrive holds up no other", async () => {
  const lost = file("lost.jpg");
  const { done } = await sent([file("bad.jpg"), lost, file("good.jpg")], async ({ name }) => {
    if (name === "lost.jpg") throw new TypeError("offline");
    return name === "bad.jpg" ? { filed: 0, refused: [{ name, reason: "no picture" }] } : { filed: 1, refused: [] };
  });

  assert.deepEqual(done, {
    filed: 1,
    refused: [
      { name: "bad.jpg", reason: "no picture" },
      { name: "lost.jpg", reason: "did not arrive" },
    ],
    left: [lost],
  });
});

test("a refusal of what it is filed under is said of the file", async (t) => {
  t.mock.method(globalThis, "fetch", async () => ({ ok: false, status: 409, json: async () => ({ reason: "no such order" }) }));
  const plain = globalThis.FormData;
  globalThis.FormData = class extends Map {
    constructor() {
      super();
    }

    append(name, value) {
      this.set(name, value);
    }
  };
  t.after(() => (globalThis.FormData = plain));

  const told = await sendFile({ action: "/upload/" }, file("a.jpg"));

  assert.deepEqual(told, { filed: 0, refused: [{ name: "a.jpg", reason: "no such order" }] });
});
