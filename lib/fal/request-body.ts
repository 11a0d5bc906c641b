import { guidance, preferredEndpoint, steps, strength } from "../domain/request";

/** The exact JSON body of a request. `picture` is a JPEG data URL, given when the mode is image-to-image. */
export function buildBody(
  endpoint: string,
  prompt: string,
  picture?: string,
): Record<string, string | number> {
  const common = { num_inference_steps: steps, guidance_scale: guidance };
  if (picture === undefined) return { prompt, ...common };
  // The owner's notes name the field `image` for flux-1.1; every documented endpoint calls it `image_url`.
  const field = endpoint === preferredEndpoint ? "image" : "image_url";
  return { prompt, [field]: picture, ...common, strength };
}
