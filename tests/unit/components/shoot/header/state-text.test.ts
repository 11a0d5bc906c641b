import { expect, it, vi } from "vitest";
import { stateText } from "../../../../../components/shoot/header/state-text";
import type { ShootCounts } from "../../../../../lib/shoot/cells";
import type { Shoot } from "../../../../../lib/shoot/shoot";

vi.mock("../../../../../lib/browser/i18n", () => ({ text: (name: string) => name }));

const none = { toMake: 0, open: 0, done: 0, failed: 0, cancelled: 0, skipped: 0 };

it.each<[Shoot["state"], Partial<ShootCounts>, string | undefined]>([
  ["planned", { toMake: 3 }, undefined],
  ["running", { toMake: 3, open: 4 }, "shootState_running"],
  ["waiting", { toMake: 3 }, "shootState_waiting"],
  ["paused", { toMake: 3, open: 4 }, "shootState_paused"],
  ["stopped", { open: 1, done: 5 }, "shootState_sent"],
  ["stopped", { open: 1, done: 5, failed: 2 }, "shootState_sent"],
  ["stopped", { open: 1, done: 5, toMake: 2 }, "shootState_stopped"],
  ["stopped", { done: 6 }, "shootState_done"],
  ["stopped", { done: 5, failed: 1 }, "shootState_failed"],
  ["stopped", { done: 2, toMake: 4 }, "shootState_stopped"],
  ["stopped", {}, "shootState_stopped"],
])("a shoot that is %s, with %j, says %s", (state, counts, words) => {
  expect(stateText({ state }, { ...none, ...counts })).toBe(words);
});
