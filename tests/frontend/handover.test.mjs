// What a desk does when a shift hands over.
import assert from "node:assert/strict";
import { test } from "node:test";

import { callToHandovers } from "../../src/guitai/web/static/desk/handover.js";
import { useWords } from "../../src/guitai/web/static/desk/words.js";

function desk() {
  useWords({ ring_open: "Open" });
  const told = { calls: [], dropped: [], flashed: [], rings: 0, opened: 0 };
  let hear;
  let last = 0;
  callToHandovers({
    desk: { on: (kind, deed) => kind === "handover" && (hear = deed) },
    alerts: { flash: (said) => told.flashed.push(said), ring: () => (told.rings += 1) },
    toasts: () => ({
      call: (said, label, deed, bad) => {
        last += 1;
        told.calls.push({ id: last, said, label, bad });
        deed();
        return last;
      },
      drop: (id) => told.dropped.push(id),
    }),
    open: () => (told.opened += 1),
  });
  return { told, hear: (why, id = 4) => hear({ said: why, handover: { id, why } }) };
}

test("what was gathered is said without a sound, and leads to the page", () => {
  const { told, hear } = desk();

  hear("gathered");

  assert.deepEqual(told.calls, [{ id: 1, said: "gathered", label: "Open", bad: false }]);
  assert.deepEqual([told.flashed, told.rings, told.opened], [["gathered"], 0, 1]);
});

test("what nobody took is heard, and takes the place of what was said before", () => {
  const { told, hear } = desk();

  hear("gathered");
  hear("unclaimed", 5);
  hear("noon");

  assert.equal(told.rings, 2);
  assert.deepEqual(told.dropped, [1]);
  assert.deepEqual(told.calls.map((call) => call.bad), [false, false, true]);
});
