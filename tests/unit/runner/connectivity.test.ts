import { afterEach, expect, it, vi } from "vitest";
import { isOffline } from "../../../lib/runner/connectivity";

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
  expect(await isOffline(async () => access)).toBe(expected);
});
