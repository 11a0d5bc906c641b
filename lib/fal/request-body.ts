import { guidance, preferredEndpoint, steps, strength } from "../domain/request";
import { type RequestPlan, sentPromptOf, stepsOf } from "../domain/sent-request";
import { FailureError } from "../failure/failure";

/** No request is larger than this, in bytes: trouble with fal is told from 3 MB on. */
const maxBodyBytes = 2_600_000;
/** And no picture in it longer than this as a data URL, in characters. */
const maxPictureLength = 600_000;

type Body = Record<string, unknown>;

/**
 * The exact JSON body of a request. `pictures` are JPEG data URLs, in the order in which they are sent.
 * Throws `request_too_large`.
 */
export function buildBody(plan: RequestPlan & { endpoint: string }, pictures: string[]): Body {
  const body = bodyFor(plan, pictures);
  requireSize(
    pictures.map(({ length }) => length),
    plan,
  );
  return body;
}

function bodyFor(plan: RequestPlan & { endpoint: string }, pictures: string[]): Body {
  const { mode, endpoint, imageSize } = plan;
  const common = { prompt: sentPromptOf(plan).toWellFormed(), guidance_scale: guidance };
  if (mode === "multi-reference")
    return { ...common, image_urls: pictures, image_size: imageSize, num_inference_steps: stepsOf(plan) };
  const [picture] = pictures;
  if (mode === "text-to-image" || picture === undefined) return { ...common, num_inference_steps: steps };
  // The owner's notes name the field `image` for flux-1.1; every documented endpoint calls it `image_url`.
  const field = endpoint === preferredEndpoint ? "image" : "image_url";
  return { ...common, [field]: picture, num_inference_steps: steps, strength };
}

/**
 * Throws `request_too_large` when pictures of these lengths (data URLs, in characters) are more than what may leave,
 * one by one or together with the prompt. The rest of a body is some hundred bytes.
 */
export function requireSize(lengths: number[], plan: RequestPlan): void {
  const prompt = new TextEncoder().encode(JSON.stringify(sentPromptOf(plan))).length;
  const all = lengths.reduce((sum, length) => sum + length, prompt + 1_000);
  if (all > maxBodyBytes || lengths.some((length) => length > maxPictureLength))
    throw new FailureError("request_too_large", `${all} bytes`);
}
