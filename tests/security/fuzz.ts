import { randomUUID } from "node:crypto";

/** A message as `@webext-core/messaging` sends it. */
export interface Message {
  id: number;
  type: unknown;
  data?: unknown;
  timestamp: number;
}

export const message = (type: unknown, data: unknown): Message => ({ id: 1, type, data, timestamp: 1 });

/** Payloads that the commands take: each is broken in one place below. `id` is a generation that exists. */
export const validPayloads = (id: string): [command: string, payload: Record<string, unknown>][] => [
  ["generate", { press: randomUUID(), prompt: "Fuzzed", images: 1 }],
  ["generate", { press: randomUUID(), again: id }],
  ["cancel", { ids: [id] }],
  ["retry", { press: randomUUID(), id }],
  ["remove", { ids: [id] }],
  ["shoot", { press: randomUUID(), id, action: "start" }],
  ["redo", { press: randomUUID(), id, prompt: "Fuzzed" }],
  ["pick", {}],
  ["upgrade", {}],
];

const address = "https://evil.example/x.jpg";
const odd: unknown[] = [
  null,
  7,
  -1,
  1e308,
  true,
  {},
  [],
  [[]],
  "__proto__",
  { toString: "x" },
  [null],
  [address],
];
const notUuid = [...odd, "", "x", address, `${randomUUID()}0`, `{${randomUUID()}}`, "💥".repeat(50)];
/** By field: what it must not be. Where a field is free text, only what is no text. */
const wrong: Record<string, unknown[]> = {
  press: notUuid,
  again: notUuid,
  id: notUuid,
  prompt: [null, 7, true, {}, [], ["Fuzzed"], { text: "Fuzzed" }, "", "  \n"],
  action: [...odd, "", "Start", "delete ", address],
  images: [null, 0, -1, 9, 1.5, 1e308, "1", [1], {}, true],
  ids: [...odd.filter((value) => JSON.stringify(value) !== "[]"), "x", address, randomUUID(), ["x"], [7]],
};
const extras = ["url", "srcUrl", "proxyUrl", "key", "constructor", "endpoint", "image_url"];
const unknownTypes = ["fetch", "constructor", "__proto__", "toString", "", "Generate", 7, null, {}, []];

/** `count` messages, each wrong in one place, from a seed. */
export function brokenMessages(count: number, seed: number, id: string): Message[] {
  let state = seed;
  const pick = <T>(list: T[]): T => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return list[Math.floor((state / 4294967296) * list.length)] as T;
  };
  const breaks: ((command: string, payload: Record<string, unknown>) => Message)[] = [
    (command, payload) => {
      const field = pick(Object.keys(payload));
      return message(
        command,
        field ? { ...payload, [field]: pick(wrong[field] ?? odd) } : pick(odd.slice(0, 5)),
      );
    },
    (command, payload) => {
      const { [pick(Object.keys(payload))]: _, ...rest } = payload;
      return Object.keys(payload).length > 0 ? message(command, rest) : message(command, { url: address });
    },
    (command, payload) => message(command, { ...payload, [pick(extras)]: pick<unknown>([address, {}, 1]) }),
    (command, payload) =>
      message(command, pick<unknown>([[payload], { data: payload }, JSON.stringify(payload)])),
    (_, payload) => message(pick<unknown>(unknownTypes), payload),
  ];
  return Array.from({ length: count }, () => pick(breaks)(...pick(validPayloads(id))));
}

/** Right in shape and about nothing that could be done: no such id, no words. */
export const idleMessages = (finished: string): Message[] => [
  message("generate", { press: randomUUID(), prompt: "   ", images: 8 }),
  message("generate", { press: randomUUID(), again: randomUUID() }),
  message("cancel", { ids: [] }),
  message("cancel", { ids: [randomUUID(), finished] }),
  message("retry", { press: randomUUID(), id: randomUUID() }),
  message("retry", { press: randomUUID(), id: finished }),
  ...["start", "pause", "resume", "cancel-unstarted", "retry-failed", "delete"].map((action) =>
    message("shoot", { press: randomUUID(), id: randomUUID(), action }),
  ),
  message("redo", { press: randomUUID(), id: finished, prompt: "Fuzzed" }),
  message("remove", { ids: [] }),
  message("remove", { ids: [randomUUID(), finished] }),
  message("upgrade", {}),
];
