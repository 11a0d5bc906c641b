import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { charge, priceOf, writeUnits } from "../../../sandbox/billing.ts";
import { createSandbox } from "../../../sandbox/server.ts";
import { createCalls, FLUX2, FLUX2_LORA, FLUX11, face, fixed, LORA, withImage } from "./calls.ts";

const sandbox = await createSandbox({ queueMs: 30, runMs: 30, flux11: "offered" });
const { call, submit, follow } = createCalls(sandbox);
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const size = (width: number, height: number) => ({ width, height });

describe("units", () => {
  it.each([
    ["what was made, as it is", [size(1024, 768)], null, 0.786432],
    ["several", [size(512, 512), size(512, 512)], null, 0.524288],
    ["a small one", [size(64, 64)], null, 0.004096],
    ["a picture in, a picture out, nothing below a megapixel", [size(512, 512)], [size(300, 200)], 2],
    ["above it, as it is", [size(1024, 1024)], [size(1024, 1024), size(100, 100)], 3.097152],
  ])("%s", (_name, made, sent, units) => {
    expect(charge(LORA, { made, sent }, {}).units).toBe(units);
  });

  it.each([
    [1, "1.0"],
    [0.02, "0.02"],
    [8.44, "8.44"],
    [3.097152, "3.097152"],
  ])("%d is written %s", (units, text) => expect(writeUnits(units)).toBe(text));
});

it.each([
  ["fal-ai/flux/schnell", {}, 0.003, "megapixels"],
  ["fal-ai/flux-2/edit", { "fal-ai/flux-2/edit": { unit_price: 0 } }, 0, "megapixels"],
  ["fal-ai/flux-2/edit", { "fal-ai/flux-2/edit": { unit: "images" } }, 0.012, "images"],
  ["fal-ai/flux/schnell", { "fal-ai/flux/schnell": null }, undefined, undefined],
  [FLUX11, {}, undefined, undefined],
  ["toString", {}, undefined, undefined],
])("the price of %s with %j", (endpoint, changes, price, unit) => {
  const found = priceOf(endpoint, changes);
  expect([found?.unit_price, found?.unit]).toEqual([price, unit]);
});

describe("what a result says it cost", () => {
  const edit = { ...fixed, image_urls: [face, face], image_size: size(512, 512) };
  it.each([
    ["fal-ai/flux/schnell", fixed, "0.786432", 0.002359296],
    ["fal-ai/flux/schnell", { ...fixed, num_images: 2 }, "1.572864", 0.004718592],
    [LORA, withImage("image_url"), "0.262144", 0.00917504],
    ["fal-ai/flux-general/image-to-image", withImage("image_url"), "0.262144", 0.0196608],
    [FLUX11, withImage("image"), "0.262144", null],
    [FLUX2, edit, "3.0", 0.036],
    [FLUX2_LORA, edit, "3.0", 0.063],
  ])("%s", async (endpoint, body, units, cost) => {
    for (const via of ["direct", "proxy"] as const) {
      const ticket = await submit(endpoint, body, via);
      await follow(ticket, via);
      const response = await call(via, "GET", ticket.response_url);
      expect(response.headers.get("x-fal-billable-units")).toBe(units);
      expect(response.headers.get("access-control-expose-headers")).toBe("*");
      const row = {
        requestId: ticket.request_id,
        endpoint,
        prompt: fixed.prompt,
        units: Number(units),
        cost,
      };
      expect(sandbox.ledger().at(-1)).toMatchObject(row);
    }
    expect(sandbox.ledger()).toHaveLength(2);
  });

  it.each([null, "", "abc", "-1", "1e99", "10000000000", "NaN"])(
    "or %j, when told so",
    async (billableUnits) => {
      sandbox.behave({ billableUnits });
      const ticket = await submit("fal-ai/flux/schnell", fixed);
      await follow(ticket);
      const response = await call("direct", "GET", ticket.response_url);
      expect(response.headers.get("x-fal-billable-units")).toBe(billableUnits);
      expect(sandbox.ledger()[0]?.units).toBe(0.786432);
    },
  );
});

describe("what is charged", () => {
  it("a flagged picture is, a refused body and a cancelled request are not", async () => {
    sandbox.behave({ nsfw: true });
    const flagged = await submit("fal-ai/flux/schnell", fixed);
    await follow(flagged);
    const refused = await submit(LORA, fixed);
    await follow(refused);
    sandbox.behave({ queueMs: 300 });
    const cancelled = await submit("fal-ai/flux/schnell", fixed);
    await call("direct", "PUT", cancelled.cancel_url);
    const response = await call("direct", "GET", refused.response_url);
    expect(response.headers.get("x-fal-billable-units")).toBeNull();
    expect(sandbox.ledger().map(({ requestId }) => requestId)).toEqual([flagged.request_id]);
  });

  it("can be read in a browser, with its sum, at the prices of the time", async () => {
    await follow(await submit("fal-ai/flux/schnell", fixed));
    sandbox.behave({ prices: { "fal-ai/flux/schnell": { unit_price: 1 } } });
    await follow(await submit("fal-ai/flux/schnell", fixed));
    const { rows, total } = await (await fetch(`${sandbox.url}/ledger.json`)).json();
    expect(rows).toEqual(sandbox.ledger());
    expect(total).toBe(0.788791296);
  });
});
