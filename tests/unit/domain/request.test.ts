import { describe, expect, it } from "vitest";
import * as request from "../../../lib/domain/request";
import { buildBody } from "../../../lib/fal/request-body";
import { dataUrlLength, toDataUrl } from "../../../lib/image/data-url";
import { flux11, general, lora, schnell } from "../support/records";

const picture = "data:image/jpeg;base64,QUJD";
const text = { prompt: "a cup", num_inference_steps: 7, guidance_scale: 3.5 };

describe("the body: these fields and no other", () => {
  it.each([
    { endpoint: schnell, given: undefined, expected: text },
    { endpoint: flux11, given: picture, expected: { ...text, strength: 0.65, image: picture } },
    { endpoint: lora, given: picture, expected: { ...text, strength: 0.65, image_url: picture } },
    { endpoint: general, given: picture, expected: { ...text, strength: 0.65, image_url: picture } },
  ])("$endpoint", ({ endpoint, given, expected }) => {
    const actual = buildBody(endpoint, "a cup", given);
    // As JSON, because that is what travels: a field with the value undefined would be gone, a null would not.
    expect(JSON.parse(JSON.stringify(actual))).toStrictEqual(expected);
    expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(["  spaces  ", 'quotes " and \\ and \n lines', "鞋 🥾", "x".repeat(10_000)])(
    "the prompt as it is: %j",
    (prompt) => {
      expect(buildBody(lora, prompt, picture).prompt).toBe(prompt);
      expect(buildBody(schnell, prompt).prompt).toBe(prompt);
    },
  );
});

describe("the route", () => {
  const pinned = (endpoint: string) => ({ mode: "image-to-image", endpoint });
  it.each([
    { init: true, choice: "auto", expected: { ...pinned(flux11), fallback: lora } },
    { init: true, choice: flux11, expected: pinned(flux11) },
    { init: true, choice: lora, expected: pinned(lora) },
    { init: true, choice: general, expected: pinned(general) },
    ...request.endpointChoices.map((choice) => ({
      init: false,
      choice,
      expected: { mode: "text-to-image", endpoint: schnell },
    })),
  ] as const)("init image: $init, choice: $choice", ({ init, choice, expected }) => {
    expect(request.planRoute(init, choice)).toStrictEqual(expected);
  });
});

it("nothing but the four endpoints can be chosen", () => {
  expect([...request.endpointChoices]).toEqual(["auto", flux11, lora, general]);
  expect(request.endpointChoiceSchema.safeParse("fal-ai/flux/dev/image-to-image").success).toBe(false);
  expect(request.maxImages).toBe(8);
});

it.each([0, 1, 2, 3, 4, 5, 99, 100, 440_000])(
  "the length of a data URL of %i bytes is known beforehand",
  (bytes) => {
    const actual = toDataUrl(Buffer.alloc(bytes).toString("base64"));
    expect(actual.startsWith("data:image/jpeg;base64,")).toBe(true);
    expect(dataUrlLength(bytes)).toBe(actual.length);
  },
);
