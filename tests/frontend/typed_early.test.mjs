import assert from "node:assert/strict";
import { test } from "node:test";

import { searchWhatWasTyped } from "../../src/guitai/web/static/base/typed_early.js";

const field = (value, defaultValue) => ({ value, defaultValue, told: [], dispatchEvent({ type, bubbles }) { this.told.push([type, bubbles]); } });

test("only a search that differs from what the server answered is made", () => {
  const fields = [field("没有合作", ""), field("", ""), field("包邮", "包邮")];

  searchWhatWasTyped({ querySelectorAll: () => fields });

  assert.deepEqual(fields.map((each) => each.told), [[["input", true]], [], []]);
});
