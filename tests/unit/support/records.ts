import type { Generation, GenerationIn, Status } from "../../../lib/domain/generation";
import { type EndpointChoice, planRoute } from "../../../lib/domain/request";
import type { TraySlot } from "../../../lib/domain/tray";
import type { NormalizedImage } from "../../../lib/image/normalize";

export const schnell = "fal-ai/flux/schnell";
export const flux11 = "fal-ai/flux-1.1/image-to-image";
export const lora = "fal-ai/flux-lora/image-to-image";
export const edit = "fal-ai/flux-2/edit";
export const loraEdit = "fal-ai/flux-2/lora/edit";
export const general = "fal-ai/flux-general/image-to-image";
export const pictureUrl = "https://v3.fal.media/files/a/picture.jpg";

export const request = {
  requestId: "request-1",
  statusUrl: "https://queue.fal.run/fal-ai/flux-1.1/requests/request-1/status",
};

/** What each status has beside the fields of all. */
const own: { [S in Status]: Omit<GenerationIn<S>, keyof GenerationIn<"queued">> } = {
  queued: {},
  submitting: { submittedAt: 2000 },
  running: { submittedAt: 2000, request, phase: "in-queue" },
  saving: { submittedAt: 2000, request, remote: { url: pictureUrl, seed: 7 } },
  done: { submittedAt: 2000, finishedAt: 3000, request, seed: 7, width: 1024, height: 768, bytes: 9 },
  failed: { finishedAt: 3000, failure: { code: "fal_down", detail: "HTTP 500" } },
  cancelled: { finishedAt: 3000 },
};

/** A generation in `status`, text-to-image unless `changes` say otherwise. */
export function generationIn(status: Status, changes: object = {}): Generation {
  const id = crypto.randomUUID();
  const order = { id, batchId: crypto.randomUUID(), number: 1, batchSize: 1, createdAt: Date.now() };
  const route = planRoute("text-to-image", "auto");
  const common = {
    ...order,
    prompt: "a cup on a rock",
    ...route,
    places: [],
    referenceIds: [],
    favourite: false,
  };
  return { ...common, ...own[status], status, ...changes } as Generation;
}

/** What makes a generation image-to-image. */
export function fromPicture(place: TraySlot, choice: EndpointChoice = "auto") {
  return { ...planRoute("image-to-image", choice), places: [place], referenceIds: [place.referenceId] };
}

/** A picture as `preparePicture` gives it; its bytes are the letters of `content`. */
export function prepared(content = "jpeg bytes"): NormalizedImage {
  return {
    jpeg: new Blob([content], { type: "image/jpeg" }),
    thumbnail: new Uint8Array([1, 2, 3]),
    size: { width: 912, height: 1136 },
    original: { width: 1600, height: 2000, format: "png", bytes: 5000 },
  };
}
