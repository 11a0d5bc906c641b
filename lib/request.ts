import { z } from "./zod";

export const modes = ["text-to-image", "image-to-image"] as const;
export type Mode = (typeof modes)[number];

const textEndpoint = "fal-ai/flux/schnell";
export const preferredEndpoint = "fal-ai/flux-1.1/image-to-image";
export const fallbackEndpoint = "fal-ai/flux-lora/image-to-image";

/** What the user may choose in Options for image-to-image: `auto`, or one endpoint for good. */
export const endpointChoices = [
  "auto",
  preferredEndpoint,
  fallbackEndpoint,
  "fal-ai/flux-general/image-to-image",
] as const;
export const endpointChoiceSchema = z.enum(endpointChoices);
export type EndpointChoice = z.infer<typeof endpointChoiceSchema>;

/** The numbers of every request; nothing in the product changes them. */
export const steps = 7;
export const guidance = 3.5;
export const strength = 0.65;

/** One press makes this many pictures at most, each its own fal request. */
export const maxImages = 8;

/** Where a generation goes first, and where it goes when fal has no such endpoint. */
export interface Route {
  mode: Mode;
  endpoint: string;
  fallback?: string;
}

/**
 * The route of a generation, from whether there is an init image, what the user chose in Options, and which
 * endpoint fal is known not to offer.
 */
export function planRoute(hasInitImage: boolean, choice: EndpointChoice, missing?: string): Route {
  if (!hasInitImage) return { mode: "text-to-image", endpoint: textEndpoint };
  const mode = "image-to-image";
  if (choice !== "auto") return { mode, endpoint: choice };
  if (missing === preferredEndpoint) return { mode, endpoint: fallbackEndpoint };
  return { mode, endpoint: preferredEndpoint, fallback: fallbackEndpoint };
}

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

const dataUrlPrefix = "data:image/jpeg;base64,";

/** A JPEG's bytes as base64, as the data URL that fal reads. */
export function toDataUrl(base64: string): string {
  return dataUrlPrefix + base64;
}

/** How many characters the data URL of a JPEG of `bytes` bytes has, without making it. */
export function dataUrlLength(bytes: number): number {
  return dataUrlPrefix.length + 4 * Math.ceil(bytes / 3);
}
