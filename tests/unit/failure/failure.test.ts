import { describe, expect, it } from "vitest";
import { FailureError, failureCodes, toFailure } from "../../../lib/failure/failure";
import { failureSchema } from "../../../lib/failure/failure-schema";
import { redact, scrub } from "../../../lib/failure/redact";
import { remedyFor } from "../../../lib/failure/remedy";

const base64 = "QUJDREVGR0hJ".repeat(50);
const key = "0d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b:0123456789abcdef0123456789abcdef";

describe("what must never be written", () => {
  it.each([
    ["a data URL", `bad data:image/jpeg;base64,${base64} here`, "bad [image data] here"],
    ["a short one", 'input: "data:image/png;base64,QUJD", ok', 'input: "[image data]", ok'],
    ["upper case", "DATA:IMAGE/JPEG;BASE64,QUJD", "[image data]"],
    ["two in a row", "data:image/png;base64,QQ== data:image/webp;base64,QQ==", "[image data] [image data]"],
    ["svg as text", "data:image/svg+xml,%3Csvg%3E x", "[image data] x"],
    ["base64 alone", `got ${base64} instead`, "got [image data] instead"],
    ["base64 with padding", `got ${base64}==`, "got [image data]"],
    ["a fal key", `No user found for ${key}`, "No user found for [key]"],
    ["an Authorization header", `Authorization: Key ${key}`, "Authorization: Key [key]"],
  ])("%s", (_name, text, expected) => expect(scrub(text)).toBe(expected));

  it("a data URL without a type", () => {
    expect(scrub(`data:;base64,${"QUJD".repeat(20)}`)).not.toContain("QUJDQUJD");
  });
});

describe("what must stay readable", () => {
  it.each([
    "Key lighting from the left, soft shadows",
    "Key visual: a red shoe",
    "a portrait, 85mm, f/1.8, ISO:100",
    "https://queue.fal.run/fal-ai/flux-lora/requests/0d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b/status",
    "  Model: fal-ai/flux-1.1/image-to-image",
    "Accepted by fal (request id: 0d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b)",
    "User is locked. Reason: Exhausted balance. Top up at fal.ai/dashboard/billing.",
    "metadata: none",
  ])("%s", (text) => expect(scrub(text)).toBe(text));
});

it.each([0, 1, 499, 500, 501, 100_000])("redact: %i characters become at most 500", (length) => {
  const text = "word ".repeat(length / 5 + 1).slice(0, length);
  const actual = redact(text);
  expect(actual.length).toBe(Math.min(length, 500));
  expect(actual.endsWith("…")).toBe(length > 500);
});

it("redact cuts after it has scrubbed, so that no half of a picture is left", () => {
  expect(redact(`${"x ".repeat(240)}data:image/jpeg;base64,${base64}`)).not.toContain("QUJD");
});

describe("failureOf", () => {
  it.each([
    ["a refusal", new FailureError("products_full"), { code: "products_full" }],
    ["with words", new FailureError("request_refused", "no"), { code: "request_refused", detail: "no" }],
    ["an error", new Error("boom"), { code: "unexpected", detail: "boom" }],
    ["no error at all", "boom", { code: "unexpected", detail: "boom" }],
    ["undefined", undefined, { code: "unexpected", detail: "undefined" }],
    ["a full disk", new DOMException("no room", "QuotaExceededError"), { code: "storage_full" }],
    [
      "a database that was refused, by Dexie",
      Object.assign(new Error("DatabaseClosedError"), { inner: new FailureError("data_newer") }),
      { code: "data_newer" },
    ],
    ["a full disk, by Dexie", new Error("AbortError: QuotaExceededError"), { code: "storage_full" }],
    ["a key in an error", new Error(`for ${key}`), { code: "unexpected", detail: "for [key]" }],
  ])("%s", (_name, error, expected) => {
    const actual = toFailure(error);
    expect(actual).toEqual(expected);
    expect(failureSchema.parse(JSON.parse(JSON.stringify(actual)))).toEqual(expected);
  });

  it("a refusal's own message holds no image data", () => {
    const refusal = new FailureError("request_refused", `data:image/jpeg;base64,${base64}`);
    expect(toFailure(refusal).detail).toBe("[image data]");
    expect(`${refusal.message}${refusal.stack}`).not.toContain("QUJD");
  });

  it("every failure passes its own schema, however long its words", () => {
    for (const code of failureCodes)
      expect(failureSchema.safeParse(new FailureError(code, "word ".repeat(1000)).failure).success).toBe(
        true,
      );
  });
});

it.each([
  ["no_access", "options"],
  ["fal_not_allowed", "allow-fal"],
  ["key_refused", "options"],
  ["account_locked", "billing"],
  ["endpoint_missing", "options"],
  ["storage_full", "retry-download"],
  ["interrupted", "retry"],
  ["fal_unreachable", "retry"],
  ["fal_redirected", "options"],
  ["fal_slow", "retry"],
  ["data_newer", "none"],
  ["prompt_empty", "none"],
] as const)("the remedy of %s is %s", (code, expected) => expect(remedyFor(code)).toBe(expected));
