import { expect, it, vi } from "vitest";
import { createPressGate, type Press } from "../../../../components/paid/press-gate";

const click = (at: number, nth = 1): Press => ({ at, repeated: false, nth });
const held = (at: number): Press => ({ at, repeated: true, nth: 0 });
const key = (at: number): Press => ({ at, repeated: false, nth: 0 });

/** Presses one after the other, each answered and shown at once; gives how many were carried out. */
async function carriedOut(presses: (Press & { wish?: string })[]): Promise<number> {
  const press = createPressGate(async () => {});
  const send = vi.fn(async () => {});
  for (const one of presses) await press(one.wish ?? "a cup", one, send);
  return send.mock.calls.length;
}

it.each([
  ["one", [click(0)], 1],
  ["a double click", [click(0), click(120, 2)], 1],
  ["a double click that the browser takes for two", [click(0), click(300)], 1],
  ["three clicks in 600 ms", [click(0), click(300), click(600)], 1],
  ["three clicks in 600 ms, the first two at once", [click(0), click(20), click(600)], 1],
  ["impatience: a click each 400 ms for 4 s", Array.from({ length: 10 }, (_, i) => click(i * 400)), 1],
  ["two clicks a second apart", [click(0), click(1_000)], 2],
  ["a key held for 3 s", [key(0), ...Array.from({ length: 90 }, (_, i) => held(500 + i * 33))], 1],
  ["a key that was held before this had the focus", [held(0), held(33)], 0],
  ["a key pressed twice, a second apart", [key(0), key(1_000)], 2],
  ["a key and a click at once", [key(0), click(200)], 1],
  ["two wishes at once", [click(0), { ...click(100), wish: "a hat" }], 2],
  [
    "the second half of a double click on what came under the pointer",
    [{ ...click(0, 2), wish: "a hat" }],
    0,
  ],
] as const)("%s", async (_name, presses, expected) => {
  expect(await carriedOut([...presses])).toBe(expected);
});

it.each([
  ["before it is carried out", "send"],
  ["before its answer is shown", "show"],
] as const)("a second press %s never counts, however late it is", async (_name, blocked) => {
  const wait = Promise.withResolvers<void>();
  const press = createPressGate(() => (blocked === "show" ? wait.promise : Promise.resolve()));
  const send = vi.fn(() => (blocked === "send" ? wait.promise : Promise.resolve()));
  const first = press("a cup", click(0), send);
  expect(await press("a cup", click(60_000), send)).toBe(false);
  wait.resolve();
  expect(await first).toBe(true);
  expect(await press("a cup", click(120_000), send)).toBe(true);
  expect(send).toHaveBeenCalledTimes(2);
});

it("each press that counts has an id of its own", async () => {
  const press = createPressGate(async () => {});
  const ids: string[] = [];
  for (const at of [0, 1_000]) await press("a cup", click(at), async (id) => ids.push(id));
  expect(new Set(ids).size).toBe(2);
});

it("what failed to be carried out can be pressed again", async () => {
  const press = createPressGate(async () => {});
  const fail = () => Promise.reject(new Error("no worker"));
  await expect(press("a cup", click(0), fail)).rejects.toThrow("no worker");
  expect(await press("a cup", click(1_000), async () => {})).toBe(true);
});
