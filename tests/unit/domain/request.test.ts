import { describe, expect, it } from "vitest";
import * as request from "../../../lib/domain/request";
import type { RequestPlan } from "../../../lib/domain/sent-request";
import { buildBody } from "../../../lib/fal/request-body";
import { dataUrlLength, toDataUrl } from "../../../lib/image/data-url";
import { edit, flux11, general, lora, loraEdit, schnell } from "../support/records";
import { background, face, products } from "../support/slots";

const picture = "data:image/jpeg;base64,QUJD";
const text = { prompt: "a cup", num_inference_steps: 7, guidance_scale: 3.5 };

describe("the body: these fields and no other", () => {
  const single = (endpoint: string, prompt = "a cup") => ({
    ...{ mode: "image-to-image" as const, endpoint, prompt, places: [face] },
  });
  const combined = (changes: object = {}): RequestPlan & { endpoint: string } => ({
    ...{ mode: "multi-reference", endpoint: edit, prompt: "a cup", places: [face, background] },
    ...{ sentences: false, imageSize: { width: 1024, height: 1024 }, ...changes },
  });
  const pictures = [picture, picture];
  const together = { ...text, image_urls: pictures, image_size: { width: 1024, height: 1024 } };
  const sentences = "Image 1 is the person: keep the face, hair and skin. Image 2 is the place.";
  it.each([
    [{ ...single(schnell), mode: "text-to-image", places: [] }, [], text],
    [single(flux11), [picture], { ...text, strength: 0.65, image: picture }],
    [single(lora), [picture], { ...text, strength: 0.65, image_url: picture }],
    [single(general), [picture], { ...text, strength: 0.65, image_url: picture }],
    // A field of another mode changes nothing.
    [{ ...single(lora), steps: 28 }, [picture], { ...text, strength: 0.65, image_url: picture }],
    [combined(), pictures, together],
    [combined({ endpoint: loraEdit, steps: 7 }), pictures, together],
    [combined({ steps: 28 }), pictures, { ...together, num_inference_steps: 28 }],
    [combined({ sentences: true }), pictures, { ...together, prompt: `${sentences} a cup` }],
    [combined({ sentences: undefined }), pictures, { ...together, prompt: `${sentences} a cup` }],
  ] as [RequestPlan & { endpoint: string }, string[], object][])("%#: %j", (plan, given, expected) => {
    const actual = buildBody(plan, given);
    // As JSON, because that is what travels: a field with the value undefined would be gone, a null would not.
    expect(JSON.parse(JSON.stringify(actual))).toStrictEqual(expected);
    expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(["  spaces  ", 'quotes " and \\ and \n lines', "鞋 🥾", "x".repeat(10_000)])(
    "the prompt as it is: %j",
    (prompt) => {
      expect(buildBody(single(lora, prompt), [picture]).prompt).toBe(prompt);
      expect(buildBody(combined({ prompt }), pictures).prompt).toBe(prompt);
    },
  );

  const long = (length: number) => picture.padEnd(length, "A");
  it.each([
    ["four pictures of the largest size", [...Array(4)].map(() => long(600_000)), "a cup", true],
    ["one picture too long", [long(600_001)], "a cup", false],
    [
      "a prompt of 150,000 letters beside them",
      [...Array(4)].map(() => long(600_000)),
      "x".repeat(150_000),
      true,
    ],
    [
      "the same in letters of three bytes",
      [...Array(4)].map(() => long(600_000)),
      "鞋".repeat(150_000),
      false,
    ],
  ])("%s", (_, given, prompt, fits) => {
    const plan = combined({ prompt, places: products(4) });
    if (!fits) return expect(() => buildBody(plan, given)).toThrow("request_too_large");
    const bytes = new TextEncoder().encode(JSON.stringify(buildBody(plan, given))).length;
    expect(bytes).toBeLessThanOrEqual(2_600_000);
  });
});

describe("the route", () => {
  const pinned = (endpoint: string) => ({ mode: "image-to-image", endpoint });
  const combine = "multi-reference";
  it.each([
    ["image-to-image", "auto", [], { ...pinned(flux11), fallback: lora }],
    ["image-to-image", "auto", [edit], { ...pinned(flux11), fallback: lora }],
    ["image-to-image", "auto", [edit, flux11], { ...pinned(lora), passedOver: flux11 }],
    ["image-to-image", flux11, [flux11], pinned(flux11)],
    ["image-to-image", lora, [], pinned(lora)],
    ["image-to-image", general, [], pinned(general)],
    [combine, "auto", [], { mode: combine, endpoint: edit, fallback: loraEdit }],
    [combine, general, [flux11], { mode: combine, endpoint: edit, fallback: loraEdit }],
    [combine, "auto", [flux11, edit], { mode: combine, endpoint: loraEdit, passedOver: edit }],
    ...request.endpointChoices.map(
      (choice) => ["text-to-image", choice, [], { mode: "text-to-image", endpoint: schnell }] as const,
    ),
  ] as const)("%s, choice: %s, not offered: %j", (mode, choice, missing, expected) => {
    expect(request.planRoute(mode, choice, missing)).toStrictEqual(expected);
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
