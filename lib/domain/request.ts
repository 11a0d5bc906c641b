import { z } from "../zod";

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

/** A prompt has at most so many characters, wherever it comes from. */
export const maxPrompt = 200_000;

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
