import { expect, it } from "vitest";
import { boundEvents } from "../../../lib/fal/limit-events";

const encoder = new TextEncoder();
const event = `data: {"status":"IN_QUEUE","queue_position":7,"words":"é"}\n\n`;

/** The chunks that come through, and whether it was too much. */
async function pass(...chunks: string[]): Promise<{ chunks: string[]; excess: boolean }> {
  let excess = false;
  const response = new Response(new Blob(chunks.map((chunk) => encoder.encode(chunk))));
  const bounded = boundEvents(response, () => {
    excess = true;
  });
  const seen: string[] = [];
  const reader = bounded.body?.getReader();
  for (;;) {
    // Each by itself, as the client's decoder reads them.
    const { done, value } = (await reader?.read().catch(() => undefined)) ?? { done: true, value: undefined };
    if (done) return { chunks: seen, excess };
    seen.push(new TextDecoder("utf-8", { fatal: true }).decode(value));
  }
}

it("many events in one chunk: the same text, in small pieces of whole lines", async () => {
  const text = event.repeat(1_000);
  const { chunks, excess } = await pass(text);
  expect(chunks.join("")).toBe(text);
  expect(excess).toBe(false);
  expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(2_000);
});

it.each([
  ["an event of 20 KB", `data: ${"a".repeat(20_000)}\n\n`, false],
  ["the same with other line ends", `data: ${"a".repeat(20_000)}\r\n\r\n`.repeat(2), false],
  ["a line of 40 KB", `data: ${"a".repeat(40_000)}`, true],
  ["40 KB of lines that end no event", ": ping\n".repeat(6_000), true],
  ["two megabytes of events", event.repeat(40_000), true],
])("%s: too much? %s", async (_name, text, expected) => {
  expect((await pass(text)).excess).toBe(expected);
});
