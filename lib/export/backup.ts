import { type Generation, isOpen } from "../domain/generation";
import { sha256Of } from "../image/sha256";
import type { Db } from "../storage/db";
import { linesIn } from "../storage/logs";
import { backupVersion, checksumsName, headerName, type Lists, listSchemas } from "./backup-format";
import { makeZip } from "./zip";

/**
 * Everything that has ended, in one file: records, logs, saved prompts, shoots, the tray, and every picture, each file
 * with its checksum. Keys and other settings stay here. Pictures are read one by one as they are written.
 */
export function makeBackup(db: Db, now = Date.now()): Promise<Blob> {
  return makeZip(entriesOf(db, now));
}

async function* entriesOf(db: Db, now: number) {
  const checksums: Record<string, string> = {};
  const lastModified = new Date(now);
  const entry = async (name: string, content: Blob | Uint8Array | object) => {
    const isBytes = content instanceof Blob || content instanceof Uint8Array;
    const input = await bytesOf(isBytes ? content : JSON.stringify(content));
    checksums[name] = await sha256Of(input);
    return { name, input, lastModified };
  };
  yield entry(headerName, { format: "refshot-backup", version: backupVersion, createdAt: now });
  const lists = await readLists(db);
  for (const [name, list] of Object.entries(lists)) yield entry(`${name}.json`, list);
  const owners = [...lists.generations, ...lists.references].map(({ id }) => id);
  for (const id of owners) {
    const thumbnail = await db.thumbnails.get(id);
    if (thumbnail) yield entry(`thumbnails/${id}`, thumbnail.bytes);
    const picture = await db.pixels.get(id);
    if (picture) yield entry(`pixels/${id}`, picture.blob);
  }
  yield { name: checksumsName, input: JSON.stringify(checksums), lastModified };
}

/** What is under way, or being deleted, is left out with its log. */
async function readLists(db: Db): Promise<Lists> {
  const ended = await db.generations
    .orderBy("createdAt")
    .filter((one) => !isOpen(one) && one.hiddenAt === undefined)
    .toArray();
  const generations = ended.flatMap((one) => restorable(one) ?? []);
  const kept = new Set(generations.map(({ id }) => id));
  const logs = await db.logs.filter(({ generationId }) => kept.has(generationId)).toArray();
  return {
    generations,
    references: await db.references.toArray(),
    logs: logs.flatMap((row) => linesIn(row).map((line) => ({ ...line, generationId: row.generationId }))),
    prompts: await db.prompts.toArray(),
    models: await db.models.toArray(),
    shoots: await db.shoots.toArray(),
    looks: await db.looks.toArray(),
    trays: await db.trays.toArray(),
  };
}

/**
 * A record as every restore takes it. What fal once told in an odd form (a request id, an address) is left out: it
 * would only be needed to ask fal again, and must not keep all the others from being restored.
 */
function restorable(generation: Generation): Generation | undefined {
  const { places: _, ...withoutPlaces } = generation;
  const attempts = [
    generation,
    withoutRequest(generation),
    withoutRequest({ ...withoutPlaces, places: [], note: undefined } as Generation),
  ];
  return attempts.find((one) => listSchemas.generations.safeParse([one]).success);
}

function withoutRequest(generation: Generation): Generation {
  if (generation.status === "done") return { ...generation, request: { requestId: "unknown" } };
  const {
    request: _,
    remote: __,
    ...kept
  } = generation as Generation & { request?: unknown; remote?: unknown };
  return kept as Generation;
}

async function bytesOf(content: Blob | Uint8Array | string): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof content === "string") return new TextEncoder().encode(content);
  if (content instanceof Blob) return new Uint8Array(await content.arrayBuffer());
  return content as Uint8Array<ArrayBuffer>;
}
