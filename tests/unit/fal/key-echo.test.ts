import { expect, it } from "vitest";
import { createKeyFilter } from "../../../lib/fal/key-echo";

const id = "0d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b";
const secret = "fedcba98765432100f1e2d3c4b5a6978";
const key = `${id}:${secret}`;
const clean = createKeyFilter(key);
const hex = (letter: string) => letter.charCodeAt(0).toString(16).padStart(2, "0");
const escaped = (form: (letter: string) => string) => [...key].map(form).join("");

it.each([
  ["as it is", key],
  ["its secret half", secret],
  ["in capitals", key.toUpperCase()],
  ["in a sentence", `No user for Key ${key}.`],
  ["percent", escaped((letter) => `%${hex(letter)}`)],
  ["percent, twice", escaped((letter) => `%25${hex(letter)}`)],
  ["\\u escapes that were escaped again", escaped((letter) => `\\u00${hex(letter)}`)],
  ["\\x escapes", escaped((letter) => `\\x${hex(letter)}`)],
  ["entities of HTML", escaped((letter) => `&#${letter.charCodeAt(0)};`)],
  ["spaced", [...key].join(" ")],
  ["with dots between", [...key].join(".")],
  ["over lines", (key.match(/.{1,6}/g) ?? []).join("\n")],
  ["base64", btoa(key)],
  ["base64 of the header", btoa(`Key ${key}`)],
  ["base64 of JSON", btoa(JSON.stringify({ headers: { authorization: `Key ${key}` } }))],
  ["base64 in lines", (btoa(`Authorization: Key ${key}`).match(/.{1,20}/g) ?? []).join("\r\n")],
  ["base64 for addresses", btoa(`Key ${key}`).replaceAll("+", "-").replaceAll("/", "_")],
  ["hexadecimal", escaped(hex)],
  ["hexadecimal, spaced, in capitals", [...key].map(hex).join(" ").toUpperCase()],
  ["backwards", [...key].reverse().join("")],
  ["only its last third", `…${secret.slice(-10)}`],
])("%s: nothing of it is left", (_name, echo) => {
  expect(clean({ detail: [{ msg: echo, loc: [echo] }] })).toEqual({
    detail: [{ msg: "[key]", loc: ["[key]"] }],
  });
});

it("split over several fields and names: each part goes", () => {
  const parts = [secret.slice(0, 11), secret.slice(11, 22), secret.slice(22)];
  const answer = { detail: parts.map((msg) => ({ msg })), [parts[0] ?? ""]: 1 };
  expect(JSON.stringify(clean(answer))).not.toMatch(/fedcba9|1e2d3c4|5a6978/);
});

it.each([
  ["letters", [...secret]],
  ["pieces of four", secret.match(/.{4}/g) ?? []],
  ["entries of a refusal", (secret.match(/.{6}/g) ?? []).map((msg) => ({ msg }))],
])("split into a list of %s: nothing of it is left", (_name, list) => {
  const left = clean({ request_id: "r-1", detail: list }) as { detail: unknown[] };
  expect(left).toEqual({ request_id: "r-1", detail: ["[key]"] });
});

it.each([
  ["a request id", { request_id: "0d1f2a3b-1111-4222-8333-444455556666" }],
  ["an address", { url: "https://v3.fal.media/files/koala/abcdef0123.jpg", seed: 15 }],
  [
    "fal's words",
    { detail: "User is locked. Reason: Exhausted balance. Top up at fal.ai/dashboard/billing." },
  ],
  ["null, numbers and lists", [null, 1, true, ["x"], {}]],
])("%s stays as it is", (_name, answer) => expect(clean(answer)).toEqual(answer));

it("without a key nothing is changed", () => {
  expect(createKeyFilter(undefined)({ detail: key })).toEqual({ detail: key });
});
