import { failureCodeSchema, failureSchema } from "../failure/failure-schema";
import { z } from "../zod";

import { combineSteps, modes } from "./request";
import { traySlotSchema } from "./tray-schema";

/** A number, or its digits where it is larger than numbers can be exact: fal's seeds have 64 bits. */
export const seedSchema = z.union([z.number(), z.string().check(z.regex(/^\d{1,20}$/))]);

/** So many timings, with names of so many characters, are more than fal tells: the rest is not kept. */
export const maxTimings = 20;
const maxTimingName = 40;
export const timingsSchema = z.pipe(
  z.record(z.string(), z.number()),
  z.transform((timings) => {
    const known = Object.entries(timings).filter(([name]) => name.length <= maxTimingName);
    return Object.fromEntries(known.slice(0, maxTimings));
  }),
);

/** What fal said of a finished request. `timings` are seconds, by fal's own names. */
const reportSchema = z.object({
  seed: z.optional(seedSchema),
  timings: z.optional(timingsSchema),
});

/** No address of fal's is longer (characters). */
const falUrl = z.url().check(z.maxLength(4_000));

/** Where the picture is at fal until its bytes are ours. */
const remotePictureSchema = z.object({ url: falUrl, ...reportSchema.shape });

/** An accepted request: fal's id, and the addresses that fal gave for it when they are on fal's own hosts. */
const requestSchema = z.object({
  requestId: z.string().check(z.maxLength(200)),
  statusUrl: z.optional(falUrl),
  responseUrl: z.optional(falUrl),
  cancelUrl: z.optional(falUrl),
});
export type AcceptedRequest = z.infer<typeof requestSchema>;

/** fal's billable units, and what they cost in US dollars when a price is known. */
const costSchema = z.object({
  units: z.number().check(z.minimum(0)),
  usd: z.optional(z.number().check(z.minimum(0))),
});

/** Set while a submit whose answer never came is looked for in fal's request history. */
const lookingSchema = z.object({
  /** Why there was no answer: what the failure will be if nobody can know. */
  cause: failureSchema,
  /** How often it was looked for, and for how long (ms): not by the clock, which jumps. */
  looks: z.int().check(z.minimum(0)),
  waited: z.number().check(z.minimum(0)),
  /** How many looks in a row found nothing that helps. */
  vain: z.int().check(z.minimum(0)),
});

/** A note may have this many characters. */
export const maxNote = 4000;

/** The failure after which the user's Retry looked again for free: the same once more is final. */
const retried = z.optional(failureCodeSchema);

/** The user has asked to cancel: kept by every move to a status that has the field. */
const cancelRequested = z.optional(z.boolean());

/** What a user can say of a picture in the review of a shoot. */
const reviews = ["accepted", "rejected"] as const;
export type Review = (typeof reviews)[number];

/** A side of a combined picture in pixels, as it was asked for. */
const sentSide = z.int().check(z.minimum(512), z.maximum(2048));

const common = {
  id: z.string(),
  batchId: z.string(),
  /** 1 for the first picture of its batch. */
  number: z.int().check(z.minimum(1)),
  batchSize: z.int().check(z.minimum(1)),
  /** ms since 1970, as every time here. Unique within a history: it is also the order. */
  createdAt: z.number(),
  /** The user's own words; of a combined one, what each picture is may be sent before them (`sentPromptOf`). */
  prompt: z.string(),
  mode: z.enum(modes),
  endpoint: z.string(),
  fallback: z.optional(z.string()),
  /** Every reference that was in the tray. A single one is sent: the first, unless another was `chosen`. */
  places: z.array(traySlotSchema),
  /** The reference that the user had sent in place of the first. */
  chosen: z.optional(z.string()),
  /** Combined only: whether the prompt began with what each picture is; the numbers; the sheet of products. */
  sentences: z.optional(z.boolean()),
  steps: z.optional(z.literal(combineSteps)),
  imageSize: z.optional(z.object({ width: sentSide, height: sentSide })),
  sheetId: z.optional(z.string()),
  /** The ids in `places`, and the sheet's, once more: IndexedDB can index these. */
  referenceIds: z.array(z.string()),
  favourite: z.boolean(),
  /** What it should cost, in US dollars, as shown before it was sent; missing when no price was known. */
  estimateUsd: z.optional(z.number()),
  cost: z.optional(costSchema),
  /** The press of the last Retry: sent once more, it is not carried out again. */
  retryPress: z.optional(z.string()),
  /** The user's own words about this picture. */
  note: z.optional(z.string().check(z.maxLength(maxNote))),
  /** Set while a deletion can still be undone. */
  hiddenAt: z.optional(z.number()),
  /** The shoot that it was made for, and the key of its cell there. */
  shootId: z.optional(z.string()),
  cell: z.optional(z.string()),
  /** What the user decided in the review of a shoot. */
  review: z.optional(z.enum(reviews)),
  /** It left its cell, and has none: it was redone, or a new Start took a cancelled one's place. */
  replaced: z.optional(z.literal(true)),
  /** Failed only: the user wants it tried again, and its shoot has not come to it yet. */
  awaitsRetry: z.optional(z.literal(true)),
};

/**
 * One image of a batch, from the press of the button to the stored picture: one record whose status
 * changes in place. The queue is the history.
 */
export const generationSchema = z.discriminatedUnion("status", [
  z.object({
    ...common,
    status: z.literal("queued"),
    /** Set while a busy fal has asked to be left alone until then. */
    notBefore: z.optional(z.number()),
  }),
  z.object({
    ...common,
    status: z.literal("submitting"),
    submittedAt: z.number(),
    cancelRequested,
    looking: z.optional(lookingSchema),
  }),
  z.object({
    ...common,
    status: z.literal("running"),
    submittedAt: z.number(),
    request: requestSchema,
    phase: z.enum(["in-queue", "in-progress"]),
    queuePosition: z.optional(z.int().check(z.minimum(0))),
    cancelRequested,
    retried,
  }),
  z.object({
    ...common,
    status: z.literal("saving"),
    submittedAt: z.number(),
    request: requestSchema,
    remote: remotePictureSchema,
    cancelRequested,
    retried,
  }),
  z.object({
    ...common,
    status: z.literal("done"),
    submittedAt: z.number(),
    finishedAt: z.number(),
    request: requestSchema,
    ...reportSchema.shape,
    /** Of the stored picture: pixels and bytes. */
    width: z.number(),
    height: z.number(),
    bytes: z.number(),
    /** The user cancelled, but fal finished all the same. */
    cancelRequested,
  }),
  z.object({
    ...common,
    status: z.literal("failed"),
    finishedAt: z.number(),
    submittedAt: z.optional(z.number()),
    failure: failureSchema,
    request: z.optional(requestSchema),
    /** Kept when fal made a picture that could not be stored: Retry download needs it. */
    remote: z.optional(remotePictureSchema),
    retried,
  }),
  z.object({
    ...common,
    status: z.literal("cancelled"),
    finishedAt: z.number(),
    submittedAt: z.optional(z.number()),
    request: z.optional(requestSchema),
  }),
]);
export type Generation = z.infer<typeof generationSchema>;
export type Status = Generation["status"];
export type GenerationIn<S extends Status> = Extract<Generation, { status: S }>;

/** Every allowed move. A status not listed under another can never follow it. */
export const moves: Record<Status, readonly Status[]> = {
  queued: ["submitting", "failed", "cancelled"],
  // Back to `queued` only after an answer that proves nothing was accepted (429; 404 no such endpoint).
  // To `running` with fal's answer, or when it is found in fal's request history.
  submitting: ["running", "queued", "failed", "cancelled"],
  // Back to `queued` only when the result proves that fal has no such endpoint.
  running: ["saving", "queued", "failed", "cancelled"],
  saving: ["done", "failed"],
  done: [],
  // Only when the user presses Retry, or Retry download.
  failed: ["queued", "running", "saving"],
  cancelled: ["queued"],
};

export const openStatuses = ["queued", "submitting", "running", "saving"] as const satisfies Status[];
type OpenStatus = (typeof openStatuses)[number];
export type OpenGeneration = GenerationIn<OpenStatus>;

export function isOpen(generation: Generation): generation is OpenGeneration {
  return (openStatuses as readonly Status[]).includes(generation.status);
}

/** Whether the user has asked to cancel what is under way. */
export function isCancelling(generation: Generation): boolean {
  return isOpen(generation) && "cancelRequested" in generation && generation.cancelRequested === true;
}

/** What a move writes beside the fields that every status has. */
export type Move = {
  [S in Status]: { status: S } & Omit<GenerationIn<S>, keyof typeof common | "status"> & {
      endpoint?: string;
      fallback?: string | undefined;
      estimateUsd?: number | undefined;
      cost?: Generation["cost"];
      retryPress?: string;
      awaitsRetry?: undefined;
    };
}[Status];

/** The generation after a move; throws when the move is not allowed. Fields of the old status are dropped. */
export function move(generation: Generation, to: Move): Generation {
  if (!moves[generation.status].includes(to.status))
    throw new Error(`a ${generation.status} generation cannot become ${to.status}`);
  const kept = Object.fromEntries(
    Object.keys(common).map((key) => [key, generation[key as keyof Generation]]),
  );
  const word = isCancelling(generation) && { cancelRequested: true };
  return generationSchema.parse({ ...kept, ...word, ...to });
}
