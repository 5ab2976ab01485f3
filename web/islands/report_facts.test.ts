// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";

import { factOf, moveOf, neighbour } from "./report_facts.ts";

test("keys move only where nobody types", () => {
  assert.equal(moveOf("j", false), "next");
  assert.equal(moveOf("k", false), "previous");
  assert.equal(moveOf("Escape", false), "leave");
  assert.equal(moveOf("j", true), null);
  assert.equal(moveOf("x", false), null);
});

test("neighbours stop at both ends", () => {
  const facts = [4, 2, 9];
  assert.equal(neighbour(facts, null, 1), 4);
  assert.equal(neighbour(facts, null, -1), 9);
  assert.equal(neighbour(facts, 4, 1), 2);
  assert.equal(neighbour(facts, 9, 1), 9);
  assert.equal(neighbour(facts, 4, -1), 4);
  assert.equal(neighbour(facts, 7, 1), 4);
  assert.equal(neighbour([], null, 1), null);
});

test("only our own fragments name a fact", () => {
  assert.equal(factOf("#f12"), 12);
  assert.equal(factOf("#q0"), 0);
  assert.equal(factOf("#f12x"), null);
  assert.equal(factOf("#main"), null);
  assert.equal(factOf(""), null);
});
