import assert from "node:assert/strict";
import test from "node:test";

import { WarehouseAtDesk } from "../../src/guitai/web/static/desk/warehouse.js";

function atDesk({ selected = 1, orders = [] } = {}) {
  const said = [];
  const handlers = {};
  const toasts = {
    call: (text, _label, open) => said.push(["call", text, open]),
    drop: (id) => said.push(["drop", id]),
  };
  const desk = {
    state: { selected },
    on: (happening, handler) => (handlers[happening] = handler),
    tell: (text) => said.push(["tell", text]),
    select: (id) => said.push(["select", id]),
  };
  const alerts = { ring: () => said.push(["ring"]), flash: () => undefined };
  const box = { querySelectorAll: () => orders.map((order) => ({ dataset: { warehouseOrder: order } })) };
  const redraw = (event) => said.push(["redraw", event]);
  new WarehouseAtDesk({ desk, box, alerts, toasts: () => toasts, redraw });
  return { said, handlers };
}

const task = (changes = {}) => ({ id: 5, state: "answered", conversation: 1, order: { id: 7 }, ...changes });

test("an answer about the open talk is said, rung and drawn", () => {
  const { said, handlers } = atDesk();
  handlers.warehouse({ task: task(), said: "小美: 找到了" });
  assert.deepEqual(said, [["redraw", "warehouse-7"], ["tell", "小美: 找到了"], ["ring"]]);
});

test("an answer about another talk stays until it is opened, and goes when the task moves on", () => {
  const { said, handlers } = atDesk();
  handlers.warehouse({ task: task({ conversation: 2 }), said: "小雨: 找到了" });
  const [, [kind, , open]] = said;
  assert.equal(kind, "call");
  open();
  assert.deepEqual(said.at(-1), ["select", 2]);

  handlers.warehouse({ task: task({ conversation: 2, state: "taken" }), said: "" });
  assert.equal(said.at(-1)[0], "drop");
});

test("who takes it is said without a sound, and what one asked oneself only drawn", () => {
  const { said, handlers } = atDesk();
  handlers.warehouse({ task: task({ state: "taken" }), said: "老周在办" });
  handlers.warehouse({ task: task({ state: "open" }), said: "" });
  assert.deepEqual(said, [["redraw", "warehouse-7"], ["tell", "老周在办"], ["redraw", "warehouse-7"]]);
});

test("when the line is back every order in sight is drawn anew, once", () => {
  const { said, handlers } = atDesk({ orders: ["7", "8", "7"] });
  handlers.connection("connecting");
  handlers.connection("open");
  assert.deepEqual(said, [["redraw", "warehouse-7"], ["redraw", "warehouse-8"]]);
});
