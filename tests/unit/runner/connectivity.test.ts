import { afterEach, expect, it, vi } from "vitest";
import { FailureError } from "../../../lib/failure/failure";
import { createConnectivity } from "../../../lib/runner/connectivity";

afterEach(() => vi.unstubAllGlobals());

it.each([
  ["online", true, { kind: "key", key: "id:secret" }, false],
  ["offline with a key", false, { kind: "key", key: "id:secret" }, true],
  ["offline with a team's proxy", false, { kind: "proxy", proxyUrl: "https://team.test/fal" }, true],
  ["offline, and nothing is set yet", false, { kind: "none" }, true],
  [
    "no network, but the proxy is on this computer",
    false,
    { kind: "proxy", proxyUrl: "http://127.0.0.1:8642/fal" },
    false,
  ],
  ["the same by name", false, { kind: "proxy", proxyUrl: "http://localhost:8642/fal" }, false],
] as const)("%s", async (_name, onLine, access, expected) => {
  vi.stubGlobal("navigator", { onLine });
  const askFal = vi.fn();
  const isOffline = createConnectivity({ readAccess: async () => access, askFal, now: () => 0 });
  expect(await isOffline()).toBe(expected);
  expect(askFal).not.toHaveBeenCalled();
});

it("the browser says that it is offline though fal answers: after some seconds it is sent", async () => {
  vi.stubGlobal("navigator", { onLine: false });
  let time = 0;
  const askFal = vi.fn(async () => {
    if (time <= 10_000) throw new FailureError("fal_unreachable");
    throw new FailureError("key_refused");
  });
  const readAccess = async () => ({ kind: "key", key: "id:secret" }) as const;
  const isOffline = createConnectivity({ readAccess, askFal, now: () => time });
  const told: boolean[] = [];
  for (; time < 60_000; time += 1_000) told.push(await isOffline());
  expect(told.slice(0, 10)).not.toContain(false);
  expect(told.slice(16)).not.toContain(true);
  // It is asked rarely: each 5 s in vain, and then each half minute.
  expect(askFal.mock.calls.length).toBeLessThanOrEqual(5);
});
