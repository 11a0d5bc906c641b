import { expect, it, vi } from "vitest";
import { FailureError } from "../../../lib/failure/failure";
import { handleCommand } from "../../../lib/messaging/handle-command";

const own = { id: "refshot", url: "chrome-extension://refshot/" };
const page = { id: "refshot", url: "chrome-extension://refshot/popup.html" };
const data = { press: crypto.randomUUID(), id: crypto.randomUUID() };

it("a command of our own page is carried out with its payload", async () => {
  const carryOut = vi.fn(async () => {});
  expect(await handleCommand("retry", carryOut, { data, sender: page }, own)).toEqual({});
  expect(carryOut).toHaveBeenCalledWith(data);
});

it.each([
  ["a web page", { id: "refshot", url: "https://shop.test/" }, data, "unknown sender"],
  ["another extension", { id: "other", url: page.url }, data, "unknown sender"],
  ["no sender", {}, data, "unknown sender"],
  ["a payload of another form", page, { ...data, id: "not a uuid" }, "bad retry command"],
  ["a field too many", page, { ...data, more: 1 }, "bad retry command"],
])("%s: nothing is done", async (_name, sender, data, detail) => {
  const carryOut = vi.fn(async () => {});
  const answer = await handleCommand("retry", carryOut, { data, sender }, own);
  expect(answer).toEqual({ failure: { code: "unexpected", detail } });
  expect(carryOut).not.toHaveBeenCalled();
});

it("a refusal crosses as its code", async () => {
  const refuse = () => Promise.reject(new FailureError("no_access"));
  expect(await handleCommand("retry", refuse, { data, sender: page }, own)).toEqual({
    failure: { code: "no_access" },
  });
});
