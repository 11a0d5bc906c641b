import { vi } from "vitest";
import type { AcceptedRequest } from "../../../lib/domain/generation";
import type { Accepted, Fal } from "../../../lib/fal/client";
import { FalHttpError, type FalResult, type QueueStatus } from "../../../lib/fal/responses";
import { pictureUrl } from "./records";

export const inQueue = (queue_position: number): QueueStatus => ({ status: "IN_QUEUE", queue_position });
export const inProgress: QueueStatus = { status: "IN_PROGRESS" };
export const completed: QueueStatus = { status: "COMPLETED" };

export const notOffered = new FalHttpError(404, { detail: "Application 'flux-1.1' not found" });
export const noSuchPath = new FalHttpError(404, { detail: "Path /image-to-image not found" });
export const wantsImageUrl = new FalHttpError(422, {
  detail: [{ loc: ["body", "image_url"], msg: "field required", type: "missing" }],
});

/** Stays open until `signal` is aborted. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** A fal where all goes well, in memory. Every method can be told to do otherwise, and is counted. */
export function createFakeFal() {
  let accepted = 0;
  return {
    submit: vi.fn(async (_endpoint: string, _body: Record<string, unknown>): Promise<Accepted> => {
      accepted += 1;
      return { requestId: `request-${accepted}`, queuePosition: 2 };
    }),
    stream: vi.fn(
      async (
        _endpoint: string,
        _request: AcceptedRequest,
        onStatus: (status: QueueStatus) => void,
        _signal: AbortSignal,
      ): Promise<void> => [inQueue(1), inQueue(0), inProgress, completed].forEach(onStatus),
    ),
    status: vi.fn(
      async (_endpoint: string, _request: AcceptedRequest, _signal: AbortSignal): Promise<QueueStatus> =>
        completed,
    ),
    result: vi.fn(
      async (_endpoint: string, _request: AcceptedRequest, _signal: AbortSignal): Promise<FalResult> => ({
        images: [{ url: pictureUrl, width: 1024, height: 768 }],
        seed: 7,
        timings: { inference: 0.5 },
        has_nsfw_concepts: [false],
      }),
    ),
    cancel: vi.fn(async (_endpoint: string, _request: AcceptedRequest): Promise<void> => undefined),
    download: vi.fn(
      async (_url: string, _signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> =>
        new TextEncoder().encode("a picture"),
    ),
    maxStreams: 4,
  } satisfies Fal;
}
