import { beforeEach, expect, it, vi } from "vitest";
import {
  type AskedOfPanel,
  endPanelRequest,
  readPanelRequest,
  requestPanel,
  watchPanelRequests,
} from "../../../lib/storage/panel-request";

const name = "panel-request";
let kept: Map<string, string>;
let heard: (event: Partial<StorageEvent>) => void;
beforeEach(() => {
  kept = new Map();
  const setItem = (key: string, value: string) => void kept.set(key, value);
  const getItem = (key: string) => kept.get(key) ?? null;
  vi.stubGlobal("localStorage", { getItem, setItem, removeItem: (key: string) => kept.delete(key) });
  vi.stubGlobal("addEventListener", (_: string, listener: typeof heard) => {
    heard = listener;
  });
});

const face: AskedOfPanel = { request: { slot: "face" }, windowId: 7 };
const product: AskedOfPanel = { request: { slot: "product" }, windowId: 8 };

it("a request waits, with its window, until it is done", () => {
  expect(readPanelRequest()).toBeUndefined();
  requestPanel(face);
  expect(readPanelRequest()).toEqual(face);
  endPanelRequest(face);
  expect(readPanelRequest()).toBeUndefined();
});

it("a window that is not known is none in particular", () => {
  requestPanel({ request: { slot: "face" }, windowId: undefined });
  expect(readPanelRequest()).toEqual({ request: { slot: "face" } });
});

it("what was asked since, of the panel of another window, still waits", () => {
  requestPanel(face);
  requestPanel(product);
  endPanelRequest(face);
  expect(readPanelRequest()).toEqual(product);
});

it("an open panel hears of it even when the panel of another window was there first", () => {
  const listener = vi.fn();
  watchPanelRequests(listener);
  heard({ key: name, newValue: JSON.stringify(face) });
  expect(listener.mock.calls).toEqual([[face]]);
});

it.each([null, "", "{", '{"slot":"face"}', '{"request":{"slot":"hat"},"windowId":1}'])(
  "%j is no request",
  (stored) => {
    const listener = vi.fn();
    watchPanelRequests(listener);
    heard({ key: name, newValue: stored });
    if (stored !== null) kept.set(name, stored);
    expect([readPanelRequest(), listener.mock.calls]).toEqual([undefined, []]);
  },
);
