import { describe, expect, it } from "vitest";
import * as answers from "../../../lib/fal/responses";

const missing = { loc: ["body", "image_url"], msg: "field required", type: "missing" };
const tooBig = {
  loc: ["body", "strength"],
  msg: "must be at most 1",
  type: "less_than_equal",
  ctx: { le: 1 },
};

describe("fal's own words", () => {
  it.each([
    ["a string", { detail: "Application 'x' not found" }, "Application 'x' not found"],
    ["a list", { detail: [tooBig, missing] }, "strength: must be at most 1; image_url: field required"],
    ["an object", { detail: tooBig }, "strength: must be at most 1"],
    ["an index", { detail: [{ loc: ["body", "images", 0], msg: "bad" }] }, "images.0: bad"],
    ["no place", { detail: [{ msg: "bad" }] }, "bad"],
    ["an odd place", { detail: [{ loc: "body", msg: "bad" }] }, "bad"],
    ["odd entries", { detail: [null, 3, "text", { msg: 4 }] }, ""],
    ["null", { detail: null }, ""],
    ["a number", { detail: 5 }, ""],
    ["none", {}, ""],
    ["a page of HTML", undefined, ""],
    ["a string as the body", "<html>", ""],
    ["none, but a message", { error: { message: "Bad seed", code: 3 } }, "Bad seed"],
    ["none, but an error", { error: "out of memory" }, "out of memory"],
    ["an infrastructure error", { detail: "Timed out", error_type: "request_timeout" }, "Timed out"],
  ])("detail is %s", (_name, body, expected) => expect(answers.detailOf(body)).toBe(expected));

  it.each([
    ["string", (echo: string) => ({ detail: echo })],
    ["list", (echo: string) => ({ detail: [{ loc: ["body"], msg: echo, input: echo }] })],
  ])("an echoed picture is taken out of a %s", (_name, body) => {
    const words = answers.detailOf(body(`bad data:image/jpeg;base64,${"QUJD".repeat(9000)}`));
    expect(words).toBe("bad [image data]");
  });
});

describe("does this answer prove that fal has no such endpoint?", () => {
  it.each([
    [404, { detail: "Application 'flux-1.1' not found" }, true],
    [404, { detail: "Path /image-to-image not found" }, true],
    [404, undefined, false],
    [404, { detail: "Not Found" }, false],
    [404, { detail: "Request not found" }, false],
    [404, { detail: "Path /requests/1 not found" }, false],
    [404, { error: "Application 'x' not found" }, false],
    [422, { detail: [missing] }, true],
    [422, { detail: missing }, true],
    [422, { detail: [{ ...missing, loc: ["body", "image_urls"] }] }, true],
    [422, { detail: [{ ...missing, loc: ["body", "image_urls", 0] }] }, false],
    [422, { detail: [tooBig, { ...missing, type: "value_error.missing" }] }, true],
    [422, { detail: [{ ...missing, loc: ["body", "prompt"] }] }, false],
    [422, { detail: [{ ...missing, type: "image_load_error" }] }, false],
    [422, { detail: [tooBig] }, false],
    [422, { detail: "image_url missing" }, false],
    [400, { detail: [missing] }, false],
    [401, {}, false],
    [403, {}, false],
    [405, {}, false],
    [429, {}, false],
    [500, { detail: [missing] }, false],
  ])("%i %j: %s", (status, body, expected) => {
    expect(answers.isEndpointMissing(new answers.FalHttpError(status, body))).toBe(expected);
  });
});

describe("what an answer means to the user", () => {
  const flagged = { detail: [{ loc: ["body", "prompt"], msg: "flagged", type: "content_policy_violation" }] };
  const locked = { detail: "User is locked. Reason: Exhausted balance." };
  it.each([
    [
      401,
      { detail: "No user found for Key ID and Secret" },
      "key_refused",
      "No user found for Key ID and Secret",
    ],
    [403, locked, "account_locked", locked.detail],
    [404, { detail: "Application 'x' not found" }, "endpoint_missing", "Application 'x' not found"],
    [
      403,
      { detail: "Key is not permitted (scope: API)" },
      "key_refused",
      "Key is not permitted (scope: API)",
    ],
    [403, undefined, "key_refused", "HTTP 403"],
    [404, undefined, "fal_odd_answer", "HTTP 404"],
    [200, { detail: [tooBig] }, "request_refused", "strength: must be at most 1"],
    [200, flagged, "content_refused", "prompt: flagged"],
    [200, { error: { message: "Prompt is too long" } }, "fal_failed", "Prompt is too long"],
    [200, { error: "no", error_type: "content_policy_violation" }, "content_refused", "no"],
    [400, { error: { message: "Bad seed" } }, "request_refused", "Bad seed"],
    [422, { detail: [tooBig] }, "request_refused", "strength: must be at most 1"],
    [422, flagged, "content_refused", "prompt: flagged"],
    [400, {}, "request_refused", "HTTP 400"],
    [429, undefined, "fal_busy", "HTTP 429"],
    [500, undefined, "fal_down", "HTTP 500"],
    [504, { detail: "Gateway" }, "fal_down", "Gateway"],
  ])("%i %j: %s", (status, body, code, detail) => {
    expect(answers.toFailureError(new answers.FalHttpError(status, body)).failure).toEqual({ code, detail });
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  it.each([
    ["none", null, undefined],
    ["empty", "", undefined],
    ["seconds", "3", 3000],
    ["seconds with spaces", " 120 ", 120_000],
    ["a date", "Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["a date that has passed", "Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["absurd seconds", "99999999999", 300_000],
    ["an absurd date", "Thu, 01 Jan 2099 00:00:00 GMT", 300_000],
    ["more digits than a number has", "9".repeat(400), undefined],
    ["words", "soon", undefined],
    ["negative", "-5", undefined],
    ["a fraction", "1.5", undefined],
  ])("%s", (_name, header, expected) => expect(answers.retryAfterOf(header, now)).toBe(expected));
});

describe("what is read of an answer", () => {
  it.each([
    [
      "all",
      { request_id: "a", status_url: "https://x", queue_position: 2 },
      { request_id: "a", status_url: "https://x", queue_position: 2 },
    ],
    ["odd extras", { request_id: "a", status_url: 4, queue_position: -1, more: 1 }, { request_id: "a" }],
    ["no id", { status: "IN_QUEUE" }, undefined],
    ["an empty id", { request_id: "" }, undefined],
    ["a number as id", { request_id: 7 }, undefined],
    ["nothing", {}, undefined],
  ])("accepted: %s", (_name, body, expected) => {
    expect(answers.acceptedSchema.safeParse(body).data).toEqual(expected);
  });

  it.each([
    [
      { status: "IN_QUEUE", queue_position: 0 },
      { status: "IN_QUEUE", queue_position: 0 },
    ],
    [{ status: "IN_PROGRESS", logs: [] }, { status: "IN_PROGRESS" }],
    [{ status: "COMPLETED", metrics: {} }, { status: "COMPLETED" }],
    [{ status: "IN_QUEUE", queue_position: "2" }, { status: "IN_QUEUE" }],
    [
      { status: "COMPLETED", error: "boom", error_type: "x" },
      { status: "COMPLETED", error: "boom", error_type: "x" },
    ],
    [{ status: "COMPLETED", error: null }, { status: "COMPLETED" }],
    [{ status: "CANCELLED" }, { status: "CANCELLED" }],
    [{ status: "FAILED" }, undefined],
    [{}, undefined],
  ])("status: %j", (body, expected) => {
    expect(answers.queueStatusSchema.safeParse(body).data).toEqual(expected);
  });

  const url = "https://v3.fal.media/a.jpg";
  it.each([
    [
      { images: [{ url, width: 9, height: 9 }], seed: 1 },
      { images: [{ url, width: 9, height: 9 }], seed: 1 },
    ],
    [
      { images: [{ url, width: "9" }], seed: "x", timings: 3, has_nsfw_concepts: "no" },
      { images: [{ url }] },
    ],
    [
      { images: [{ url }], has_nsfw_concepts: true },
      { images: [{ url }], has_nsfw_concepts: [true] },
    ],
    [{ images: [] }, undefined],
    [{ images: [{}] }, undefined],
    [{ images: [{ url: "not an address" }] }, undefined],
    [{}, undefined],
  ])("result: %j", (body, expected) => {
    expect(answers.resultSchema.safeParse(body).data).toEqual(expected);
  });
});
