import { expect, it } from "vitest";
import { type Access, accessToTest } from "../../../lib/domain/access";

const proxy: Access = { kind: "proxy", proxyUrl: "https://team.test/fal" };
const key: Access = { kind: "key", key: "id:saved" };

it.each([
  ["the typed key, before it is saved", { kind: "none" }, "id:typed", { kind: "key", key: "id:typed" }],
  ["the typed key, beside another that is saved", key, "id:typed", { kind: "key", key: "id:typed" }],
  ["the saved key when nothing is typed", key, "", key],
  ["the proxy: a typed key then goes nowhere", proxy, "id:typed", proxy],
  ["nothing to test", { kind: "none" }, "", { kind: "none" }],
] as const)("%s", (_name, saved, typed, expected) => expect(accessToTest(saved, typed)).toEqual(expected));
