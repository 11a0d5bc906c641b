import { z } from "../zod";

export const modes = ["text-to-image", "image-to-image", "multi-reference"] as const;
export type Mode = (typeof modes)[number];

const textEndpoint = "fal-ai/flux/schnell";
export const preferredEndpoint = "fal-ai/flux-1.1/image-to-image";
export const fallbackEndpoint = "fal-ai/flux-lora/image-to-image";
const combineEndpoint = "fal-ai/flux-2/edit";
const combineFallback = "fal-ai/flux-2/lora/edit";
/** By fal's published types this one looks at fewer pictures than the first, and drops the rest without a word. */
const combineFallbackReads = 3;

/** How many pictures an endpoint looks at, by fal's documents; no request of ours has more than four. */
export function readsAtMost(endpoint: string): number {
  return endpoint === combineFallback ? combineFallbackReads : 4;
}

/** Every endpoint that a generation may go on to when fal does not offer its first. */
export const fallbackEndpoints: readonly string[] = [fallbackEndpoint, combineFallback];

/** What the user may choose in Options for image-to-image: `auto`, or one endpoint for good. */
export const endpointChoices = [
  "auto",
  preferredEndpoint,
  fallbackEndpoint,
  "fal-ai/flux-general/image-to-image",
] as const;
export const endpointChoiceSchema = z.enum(endpointChoices);
export type EndpointChoice = z.infer<typeof endpointChoiceSchema>;

/** The numbers of every request; nothing changes them, but for the steps of a combined one. */
export const steps = 7;
export const guidance = 3.5;
export const strength = 0.65;

/** What the user may choose in Options as the steps of a combined request. */
export const combineSteps = [steps, 28] as const;
export type CombineSteps = (typeof combineSteps)[number];

/** A prompt has at most so many characters, wherever it comes from. */
export const maxPrompt = 200_000;

/** One press makes this many pictures at most, each its own fal request. */
export const maxImages = 8;

/** Where a generation goes first, and where it goes when fal has no such endpoint. */
export interface Route {
  mode: Mode;
  endpoint: string;
  fallback?: string;
  /** The endpoint that would have come first, but that fal is known not to offer. */
  passedOver?: string;
}

/**
 * The route of a generation, from its mode, what the user chose in Options, and which endpoints fal is known not
 * to offer.
 */
export function planRoute(mode: Mode, choice: EndpointChoice, missing: readonly string[] = []): Route {
  if (mode === "text-to-image") return { mode, endpoint: textEndpoint };
  if (mode === "image-to-image" && choice !== "auto") return { mode, endpoint: choice };
  const [endpoint, fallback] =
    mode === "image-to-image" ? [preferredEndpoint, fallbackEndpoint] : [combineEndpoint, combineFallback];
  return missing.includes(endpoint)
    ? { mode, endpoint: fallback, passedOver: endpoint }
    : { mode, endpoint, fallback };
}
