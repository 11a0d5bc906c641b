import { beforeEach, expect, it, vi } from "vitest";
import { clearDraft, draftPrompt, readDraft, writeDraft } from "../../../lib/storage/draft";

let kept: Map<string, string>;
const setItem = vi.fn((name: string, value: string) => void kept.set(name, value));
beforeEach(() => {
  kept = new Map();
  const getItem = (name: string) => kept.get(name) ?? null;
  vi.stubGlobal("localStorage", { getItem, setItem, removeItem: (name: string) => kept.delete(name) });
});

const none = { prompt: "", images: 1 };

it("what was left in the form is there again, until it is cleared", () => {
  expect(readDraft()).toEqual(none);
  writeDraft({ prompt: "half a thought", images: 3 });
  expect(readDraft()).toEqual({ prompt: "half a thought", images: 3 });
  clearDraft();
  expect(readDraft()).toEqual(none);
});

it.each(["", "{", '"a cup"', '{"prompt":7,"images":1}', '{"prompt":"a","images":9}'])(
  "%j is no draft",
  (stored) => {
    kept.set("draft", stored);
    expect(readDraft()).toEqual(none);
  },
);

it("a prompt goes into the draft, and the draft before is given back", () => {
  writeDraft({ prompt: "half a thought", images: 3 });
  expect(draftPrompt("again")).toEqual({ prompt: "half a thought", images: 3 });
  expect(readDraft()).toEqual({ prompt: "again", images: 3, replacement: expect.any(String) });
});

it("a full disk costs the draft only", () => {
  setItem.mockImplementationOnce(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  writeDraft({ prompt: "a", images: 1 });
  expect(readDraft()).toEqual(none);
});
