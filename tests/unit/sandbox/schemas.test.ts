import { describe, expect, it } from "vitest";
import { findEndpoint } from "../../../sandbox/model.ts";
import { checkInput } from "../../../sandbox/schemas.ts";
import { FLUX11, fixed, LORA } from "./calls.ts";

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
    const found = findEndpoint(name, "offered");
    if (found.kind !== "model") throw new Error(found.kind);
    const checked = checkInput(found.endpoint, body, false);
    const first = Array.isArray(checked) ? checked[0] : null;
    expect(first ? `${first.loc.slice(1).join(".")} ${first.type}` : null).toBe(complaint);
  });
});
