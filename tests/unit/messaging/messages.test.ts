import { describe, expect, it } from "vitest";
import { commandSchemas } from "../../../lib/messaging/command-schemas";
import type { Command } from "../../../lib/messaging/messages";

const id = "0d1f2a3b-4c5d-4e7f-8a9b-0c1d2e3f4a5b";
const many = (length: number) => Array.from({ length }, () => id);

describe("a command is taken only in its own form", () => {
  it.each<[Command, unknown, boolean]>([
    ["generate", { press: id, prompt: "a cup", images: 1 }, true],
    ["generate", { press: id, prompt: "a cup", images: 8 }, true],
    // Empty prompts are refused with a sentence, not as a malformed message.
    ["generate", { press: id, prompt: "", images: 1 }, true],
    ["generate", { press: id, again: id }, true],
    ["generate", { press: id, prompt: "a cup", images: 0 }, false],
    ["generate", { press: id, prompt: "a cup", images: 9 }, false],
    ["generate", { press: id, prompt: "a cup", images: 1.5 }, false],
    ["generate", { press: id, prompt: "a cup", images: "2" }, false],
    ["generate", { press: id, prompt: "a cup", images: Number.NaN }, false],
    ["generate", { press: id, prompt: 7, images: 1 }, false],
    ["generate", { press: id, prompt: "x".repeat(200_001), images: 1 }, false],
    ["generate", { press: id, prompt: "a cup" }, false],
    ["generate", { press: id, prompt: "a cup", images: 1, strength: 1 }, false],
    ["generate", { press: id, prompt: "a cup", images: 1, again: id }, false],
    ["generate", { press: id, again: "1" }, false],
    ["generate", { prompt: "a cup", images: 1 }, false],
    ["generate", { press: "1", prompt: "a cup", images: 1 }, false],
    ["cancel", { ids: [] }, true],
    ["cancel", { ids: [id] }, true],
    ["cancel", { ids: many(101) }, false],
    ["cancel", { ids: ["x"] }, false],
    ["cancel", { ids: id }, false],
    ["cancel", { ids: [id], all: true }, false],
    ["retry", { press: id, id }, true],
    ["retry", { id }, false],
    ["retry", { press: id, id: "x" }, false],
    ["retry", { press: id, id, ids: [id] }, false],
    ["remove", { ids: [id] }, true],
    ["remove", { ids: many(10_001) }, false],
    ["remove", { ids: [{}] }, false],
    ["remove", null, false],
    ["pick", {}, true],
    // No message names an address or a tab.
    ["pick", { tabId: 7 }, false],
    ["upgrade", {}, true],
    ["upgrade", { url: "http://127.0.0.1/" }, false],
    ["retry", undefined, false],
  ])("%s %j: %s", (command, payload, expected) => {
    expect(commandSchemas[command].safeParse(payload).success).toBe(expected);
  });

  it("there are nine", () => {
    expect(Object.keys(commandSchemas).sort()).toEqual([
      "cancel",
      "generate",
      "pick",
      "prices",
      "redo",
      "remove",
      "retry",
      "shoot",
      "upgrade",
    ]);
  });
});
