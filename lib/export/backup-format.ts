import { type Generation, generationSchema, isOpen } from "../domain/generation";
import { modelSchema } from "../domain/model-schema";
import { type Reference, referenceSchema } from "../domain/reference";
import { fallbackEndpoints, maxPrompt } from "../domain/request";
import { savedPromptSchema } from "../domain/saved-prompt";
import { traySchema } from "../domain/tray-schema";
import { isFalQueueAddress } from "../fal/hosts";
import { referencesOf, referencesOfLook, type SavedLook, type Shoot } from "../shoot/shoot";
import { savedLookSchema, shootSchema } from "../shoot/shoot-schema";
import { z } from "../zod";

/**
 * What the backup's first file says; a restore reads no further in one that is newer. Since 2 there are saved
 * faces, and requests with several references; since 3 shoots and saved looks.
 */
export const backupVersion = 3;
export const headerSchema = z.object({
  format: z.literal("refshot-backup"),
  version: z.int().check(z.minimum(1)),
  createdAt: z.number(),
});

/** The file that makes a zip a backup, and the one that proves that nothing in it has changed. */
export const headerName = "refshot-backup.json";
export const checksumsName = "checksums.json";

/** A request has at most so many references. */
const maxReferences = 12;
/** Years 1970 to 2096: outside of it, dates cannot be written. */
const timeSchema = z.number().check(z.minimum(0), z.maximum(4e12));
const idSchema = z.string().check(z.regex(/^[\w-]{1,64}$/));

const sideSchema = z.int().check(z.minimum(1), z.maximum(100_000));
/** A model of fal's, as it stands in an address: no path that leads elsewhere. */
const endpointSchema = z.string().check(z.regex(/^[\w-]{1,60}(?:\/[\w-][\w.-]{0,60}){1,5}$/));

/**
 * Only what has ended: an open one would be sent, and charged, once more on the other machine. What a Retry would
 * use must be as fal's answers are let in: addresses on fal's own host, no other model to fall back on.
 */
const endedSchema = z.pipe(
  z.unknown(),
  z.transform((value, context): Generation => {
    const generation = generationSchema.safeParse(value).data;
    if (generation && isEnded(generation) && isFalsOwn(generation)) return withoutWord(generation);
    context.issues.push({ code: "custom", input: value, message: "not a finished generation" });
    return z.NEVER;
  }),
);

function isEnded(generation: Generation): boolean {
  if (isOpen(generation) || generation.hiddenAt !== undefined) return false;
  const { id, batchId, createdAt, referenceIds, places, prompt, finishedAt, submittedAt = 0 } = generation;
  const { chosen = referenceIds[0], sheetId = referenceIds[0], shootId = "", cell = "" } = generation;
  // No tray holds more, and a sheet; more would only fill the screen.
  if (places.length > maxReferences || referenceIds.length > 2 * maxReferences) return false;
  const sides = generation.status === "done" ? [generation.width, generation.height] : [];
  return (
    [id, batchId, ...referenceIds].every((one) => idSchema.safeParse(one).success) &&
    places.every(({ referenceId }) => referenceIds.includes(referenceId)) &&
    [chosen, sheetId].every((one) => one === undefined || referenceIds.includes(one)) &&
    [createdAt, finishedAt, submittedAt].every((time) => timeSchema.safeParse(time).success) &&
    sides.every((side) => sideSchema.safeParse(side).success) &&
    prompt.length <= maxPrompt &&
    shootId.length <= 64 &&
    cell.length <= 129
  );
}

function isFalsOwn(generation: Generation): boolean {
  const { endpoint, fallback } = generation;
  const request = "request" in generation ? generation.request : undefined;
  const { requestId = "none", statusUrl, responseUrl, cancelUrl } = request ?? {};
  return (
    endpointSchema.safeParse(endpoint).success &&
    (fallback === undefined || fallbackEndpoints.includes(fallback)) &&
    /^[\w-]{1,100}$/.test(requestId) &&
    [statusUrl, responseUrl, cancelUrl].every((url) => url === undefined || isFalQueueAddress(url))
  );
}

/** The word to try it again was given on the other machine. */
function withoutWord({ awaitsRetry: _, ...generation }: Generation): Generation {
  return generation as Generation;
}

/** A shoot as it is taken up here: with its plan, and at rest. */
function atRest({ id, name, createdAt, state, products, looks, skipped }: Shoot): Shoot {
  const plan = { products, looks, skipped, referenceIds: referencesOf({ products, looks }) };
  return { id, name, createdAt, state: state === "planned" ? "planned" : "stopped", ...plan };
}

function withOwnReferences(look: SavedLook): SavedLook {
  return { ...look, referenceIds: referencesOfLook(look) };
}

/**
 * A screen crop's unread addresses wait for the user to allow their site. That word was given for what this browser
 * saw itself: a file could name any address, and any page that it is said to be on. Nor is a file believed which bytes
 * its pictures were made of.
 */
function withoutWishes({ receipt, ...reference }: Reference): Reference {
  const { unread: _, original, ...kept } = receipt;
  const { sha256: __, ...measured } = original;
  return { ...reference, receipt: { ...kept, original: measured } };
}

/** A log has some dozens of lines: of one with more, the first so many are taken. */
const maxLogLines = 1_000;

function withoutFlood<T extends { generationId: string }>(lines: T[]): T[] {
  const counts = new Map<string, number>();
  return lines.filter(({ generationId }) => {
    const count = (counts.get(generationId) ?? 0) + 1;
    counts.set(generationId, count);
    return count <= maxLogLines;
  });
}

/** The lists of a backup, each in a file of its own. */
export const listSchemas = {
  generations: z.array(endedSchema),
  references: z.array(
    z.pipe(z.extend(referenceSchema, { id: idSchema, createdAt: timeSchema }), z.transform(withoutWishes)),
  ),
  logs: z.pipe(
    z.array(
      z.object({ generationId: idSchema, at: timeSchema, text: z.string().check(z.maxLength(250_000)) }),
    ),
    z.transform(withoutFlood),
  ),
  prompts: z.array(z.extend(savedPromptSchema, { id: idSchema })),
  models: z.array(z.extend(modelSchema, { id: idSchema, createdAt: timeSchema })),
  shoots: z.array(z.pipe(shootSchema, z.transform(atRest))),
  looks: z.array(z.pipe(savedLookSchema, z.transform(withOwnReferences))),
  trays: z.array(z.extend(traySchema, { id: z.literal("tray") })).check(z.maxLength(1)),
};
export type Lists = { [N in keyof typeof listSchemas]: z.infer<(typeof listSchemas)[N]> };

export const checksumsSchema = z.record(z.string(), z.string().check(z.regex(/^[0-9a-f]{64}$/)));

/** The two tables of pictures: each picture is a file named by its id. */
export const pictureTables = ["thumbnails", "pixels"] as const;

/** Every name that a backup may hold; anything else in it is not ours. */
export const allowedName = new RegExp(
  `^(?:${headerName}|${checksumsName}|(?:${Object.keys(listSchemas).join("|")})\\.json|(?:${pictureTables.join("|")})/[\\w-]{1,64})$`,
);
