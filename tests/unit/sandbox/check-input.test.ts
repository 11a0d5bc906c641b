import { describe, expect, it } from "vitest";
import { defaultBehaviour } from "../../../sandbox/behaviour.ts";
import { checkInput } from "../../../sandbox/check-input.ts";
import { findEndpoint } from "../../../sandbox/endpoints.ts";
import { FLUX2, FLUX2_LORA, FLUX11, fixed, LORA } from "./calls.ts";

const offers = { ...defaultBehaviour, flux11: "offered" as const };
function check(name: string, body: unknown) {
  const found = findEndpoint(name, offers);
  if (found.kind !== "model") throw new Error(found.kind);
  return checkInput(found.endpoint, body, false);
}

describe("schemas", () => {
  const picture = { image_url: "data:image/png;base64,AAAA" };
  it.each([
    ["fal-ai/flux/schnell", fixed, null],
    ["fal-ai/flux/schnell", { ...fixed, unknown_field: 1 }, null],
    ["fal-ai/flux/schnell", { ...fixed, num_inference_steps: 13 }, "num_inference_steps less_than_equal"],
    ["fal-ai/flux/schnell", { ...fixed, guidance_scale: 0.5 }, "guidance_scale greater_than_equal"],
    ["fal-ai/flux/schnell", { num_inference_steps: 7 }, "prompt missing"],
    ["fal-ai/flux/schnell", { ...fixed, num_images: 5 }, "num_images less_than_equal"],
    ["fal-ai/flux/schnell", { ...fixed, image_size: "huge" }, "image_size literal_error"],
    ["fal-ai/flux/schnell", { ...fixed, num_inference_steps: "7" }, "num_inference_steps number_type"],
    ["fal-ai/flux/schnell", null, " object_type"],
    [LORA, { ...fixed, ...picture, strength: 0.65 }, null],
    [LORA, { ...fixed, image_url: "https://example.com/a.jpg" }, null],
    [LORA, { ...fixed, image_url: "http://example.com/a.jpg" }, "image_url image_load_error"],
    [LORA, { ...fixed, image: picture.image_url }, "image_url missing"],
    [LORA, { ...fixed, ...picture, strength: 0 }, "strength greater_than_equal"],
    [LORA, { ...fixed, ...picture, guidance_scale: 35 }, null],
    ["fal-ai/flux-general/image-to-image", { ...fixed, ...picture }, null],
    [
      "fal-ai/flux-general/image-to-image",
      { ...fixed, ...picture, guidance_scale: 21 },
      "guidance_scale less_than_equal",
    ],
    ["fal-ai/flux/dev/image-to-image", { ...fixed, ...picture }, "num_inference_steps greater_than_equal"],
    ["fal-ai/flux/dev/image-to-image", { ...fixed, ...picture, num_inference_steps: 10 }, null],
    [FLUX11, { ...fixed, image: picture.image_url, strength: 0.65 }, null],
    [FLUX11, { ...fixed, ...picture }, "image missing"],
  ])("%s %j: %s", (name, body, complaint) => {
    const checked = check(name, body);
    const first = Array.isArray(checked) ? checked[0] : null;
    expect(first ? `${first.loc.slice(1).join(".")} ${first.type}` : null).toBe(complaint);
  });
});

describe("FLUX.2's editors", () => {
  const png = "data:image/png;base64,AAAA";
  const sent = { ...fixed, image_urls: [png, png], image_size: { width: 1024, height: 768 } };
  const sized = (width: unknown, height: unknown) => ({ ...sent, image_size: { width, height } });
  const table: [body: unknown, complaint: string | null][] = [
    [sent, null],
    [{ ...sent, image_size: undefined }, null],
    [{ ...sent, image_size: "portrait_16_9" }, null],
    [{ ...sent, image_size: "auto" }, "image_size literal_error"],
    [sized(512, 2048), null],
    [sized(511, 1024), "image_size.width greater_than_equal"],
    [sized(1024, 2049), "image_size.height less_than_equal"],
    [sized(1024.5, 1024), "image_size.width int_type"],
    [sized("1024", 1024), "image_size.width number_type"],
    [sized(undefined, 1024), "image_size.width missing"],
    [{ ...sent, image_urls: undefined }, "image_urls missing"],
    [{ ...sent, image_urls: [] }, "image_urls too_short"],
    [{ ...sent, image_urls: png }, "image_urls array_type"],
    [{ ...sent, image_urls: [png, 7] }, "image_urls.1 string_type"],
    [{ ...sent, image_urls: [png, "https://example.com/a.jpg", "http://example.com/a.jpg"] }, null],
    [{ ...sent, image_urls: [png, "cup.jpg"] }, "image_urls.1 image_load_error"],
    [{ ...sent, image_urls: undefined, image_url: png }, "image_urls missing"],
    [{ ...sent, prompt: undefined }, "prompt missing"],
    [{ ...sent, num_inference_steps: 3 }, "num_inference_steps greater_than_equal"],
    [{ ...sent, num_inference_steps: 28 }, null],
    [{ ...sent, num_inference_steps: 51 }, "num_inference_steps less_than_equal"],
    [{ ...sent, guidance_scale: 0 }, null],
    [{ ...sent, guidance_scale: 21 }, "guidance_scale less_than_equal"],
    [{ ...sent, num_images: 5 }, "num_images less_than_equal"],
    [{ ...sent, output_format: "webp" }, null],
    [{ ...sent, output_format: "gif" }, "output_format literal_error"],
    [{ ...sent, strength: 7 }, null],
  ];

  it.each([FLUX2, FLUX2_LORA].flatMap((name) => table.map((row) => [name, ...row] as const)))(
    "%s %j: %s",
    (name, body, complaint) => {
      const checked = check(name, body);
      const first = Array.isArray(checked) ? checked[0] : null;
      expect(first ? `${first.loc.slice(1).join(".")} ${first.type}` : null).toBe(complaint);
    },
  );

  it.each([
    [FLUX2, 4],
    [FLUX2_LORA, 3],
  ])("%s looks at the first %i pictures, and drops the others without a word", (name, most) => {
    const image_urls = [1, 2, 3, 4, 5].map((number) => `https://example.com/${number}.jpg`);
    expect(check(name, { ...sent, image_urls })).toMatchObject({ pictures: image_urls.slice(0, most) });
  });

  it("make a square PNG unless told otherwise", () => {
    expect(check(FLUX2, { ...sent, image_size: undefined })).toMatchObject({
      size: { width: 1024, height: 1024 },
      format: "png",
    });
  });
});
