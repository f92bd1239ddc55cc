import assert from "node:assert/strict";
import { test } from "node:test";

import { lastSaid } from "../../src/guitai/web/static/desk/panel.js";

test("the last line of either side counts; notes, cards and what the system says do not", () => {
  const said = [
    { id: 3, author: "buyer", kind: "text" },
    { id: 4, author: "agent", kind: "text" },
    { id: 5, author: "agent", kind: "note" },
    { id: 6, author: "system", kind: "text" },
    { id: 7, author: "buyer", kind: "product" },
  ];

  assert.equal(lastSaid({ messages: said }), 4);
});

test("where nothing was said there is none", () => {
  assert.equal(lastSaid(undefined), 0);
  assert.equal(lastSaid({ messages: [] }), 0);
});
