import { expect, it, vi } from "vitest";
import { readLimited } from "../../../lib/net/read-body";

it.each([
  ["nothing", "", 0, ""],
  ["less", "abc", 4, "abc"],
  ["just as much", "abc", 3, "abc"],
  ["more", "abc", 2, undefined],
])("%s than the limit", async (_name, body, limit, expected) => {
  const bytes = await readLimited(new Response(body), limit);
  expect(bytes && new TextDecoder().decode(bytes)).toBe(expected);
});

it("no body is no bytes", async () => {
  expect((await readLimited(new Response(null), 5))?.length).toBe(0);
});

it("an endless body is not read on", async () => {
  const cancel = vi.fn();
  let pulled = 0;
  const pull = (control: ReadableStreamDefaultController) => control.enqueue(new Uint8Array(100 + pulled++));
  const endless = new ReadableStream({ pull, cancel });
  expect(await readLimited(new Response(endless), 1000)).toBeUndefined();
  expect(cancel).toHaveBeenCalledTimes(1);
  expect(pulled).toBeLessThan(20);
});
