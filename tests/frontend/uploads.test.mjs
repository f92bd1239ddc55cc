// Files on their way: shown at once, sent in order, the too large never.
import assert from "node:assert/strict";
import { test } from "node:test";

import { droppedFiles } from "../../src/guitai/web/static/imports/dropped.js";
import { Uploads } from "../../src/guitai/web/static/imports/uploads.js";

const MB = 1024 * 1024;
const WORDS = { tooLarge: "{file}: {size} MB of {most}", failed: "{file} did not arrive" };

function scene({ send = async (file) => `<p>${file.name}</p>` } = {}) {
  const told = [];
  const rows = new Map();
  const uploads = new Uploads({
    most: 2 * MB,
    words: WORDS,
    send,
    row(file) {
      const shown = { states: [], troubles: [], gone: false, parts: [] };
      rows.set(file.name, shown);
      return {
        state: (name) => shown.states.push(name),
        progress: (part) => shown.parts.push(part),
        trouble: (sentence) => shown.troubles.push(sentence),
        gone: () => (shown.gone = true),
      };
    },
    arrived: (html) => told.push(html),
    changed() {},
  });
  return { uploads, told, rows };
}

const file = (name, size = 10) => ({ name, size });

test("files are shown at once and sent one after another", async () => {
  const { uploads, told, rows } = scene();

  const done = uploads.add([file("a.csv"), file("b.csv"), file("c.csv")]);
  assert.deepEqual([...rows.keys()], ["a.csv", "b.csv", "c.csv"]);
  assert.ok(uploads.isBusy);
  await done;

  assert.deepEqual(told, ["<p>a.csv</p>", "<p>b.csv</p>", "<p>c.csv</p>"]);
  assert.ok([...rows.values()].every((row) => row.gone));
  assert.ok(!uploads.isBusy);
});

test("a file that is too large is refused before it is sent", async () => {
  const { uploads, told, rows } = scene();

  await uploads.add([file("huge.csv", 3 * MB), file("a.csv")]);

  assert.deepEqual(rows.get("huge.csv").troubles, ["huge.csv: 3 MB of 2"]);
  assert.deepEqual(told, ["<p>a.csv</p>"]);
});

test("a file that does not arrive keeps its row, and the others go on", async () => {
  const { uploads, told, rows } = scene({
    send: async (one) => {
      if (one.name === "b.csv") throw new Error("offline");
      return one.name;
    },
  });

  await uploads.add([file("a.csv"), file("b.csv"), file("c.csv")]);

  assert.deepEqual(told, ["a.csv", "c.csv"]);
  assert.deepEqual(rows.get("b.csv").troubles, ["b.csv did not arrive"]);
  assert.ok(!rows.get("b.csv").gone);
});

test("what is sent and being looked at says so", async () => {
  const { uploads, rows } = scene({
    send: async (_one, onProgress) => {
      onProgress(0.5);
      onProgress(1);
      return "";
    },
  });

  await uploads.add([file("a.csv")]);

  assert.deepEqual(rows.get("a.csv").states, ["waiting", "sending", "looking"]);
  assert.deepEqual(rows.get("a.csv").parts, [0.5, 1]);
});

test("a file is taken off the list before its turn; more can be added meanwhile", async () => {
  const [a, b, c] = ["a.csv", "b.csv", "c.csv"].map((name) => file(name));
  const { uploads, told, rows } = scene();

  const done = uploads.add([a, b]);
  uploads.drop(b);
  uploads.add([c]);
  await done;

  assert.deepEqual(told, ["<p>a.csv</p>", "<p>c.csv</p>"]);
  assert.ok(rows.get("b.csv").gone);
});

test("a refused file can be taken off the list", async () => {
  const huge = file("huge.csv", 3 * MB);
  const { uploads, rows } = scene();

  await uploads.add([huge]);
  uploads.drop(huge);

  assert.ok(rows.get("huge.csv").gone);
});

test("folders among what was dropped are told apart from files", () => {
  const entry = (isDirectory) => () => ({ isDirectory });
  const items = [
    { kind: "file", webkitGetAsEntry: entry(false), getAsFile: () => "a.csv" },
    { kind: "file", webkitGetAsEntry: entry(true), getAsFile: () => "folder" },
    { kind: "string", getAsFile: () => null },
    { kind: "file", getAsFile: () => "b.csv" },
  ];

  assert.deepEqual(droppedFiles({ items }), { files: ["a.csv", "b.csv"], folders: 1 });
});
