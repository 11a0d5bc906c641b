import type { Generation } from "../domain/generation";
import type { Db } from "../storage/db";
import { createUniqueNames, pictureFileName } from "./file-name";
import { embedParameters } from "./image-metadata";
import { parametersOf } from "./parameters";
import { makeZip } from "./zip";

/** So many records are read at a time; pictures one by one, so that a long export needs little memory. */
const atOnce = 100;

interface Entry {
  name: string;
  input: Blob | Uint8Array | string;
  lastModified?: Date;
}

/**
 * The pictures of these results as one zip, each with its parameters in the file, and `results.json` with all
 * that is known of them. A result without a picture is in the list only; `onDone` counts them at the end.
 */
export function zipResults(
  db: Db,
  ids: string[],
  onDone: (counts: { pictures: number; missing: number }) => void,
): Promise<Blob> {
  return makeZip(entriesOf(db, ids, onDone));
}

async function* entriesOf(db: Db, ids: string[], onDone: Parameters<typeof zipResults>[2]) {
  const uniqueName = createUniqueNames();
  const list: object[] = [];
  const counts = { pictures: 0, missing: 0 };
  for (let at = 0; at < ids.length; at += atOnce) {
    const records = await db.generations.bulkGet(ids.slice(at, at + atOnce));
    for (const generation of records.filter((one) => one !== undefined)) {
      const entry = await pictureEntry(db, generation, uniqueName);
      if (entry) yield entry;
      counts[entry ? "pictures" : "missing"]++;
      list.push(describe(generation, entry?.name));
    }
  }
  yield { name: "results.json", input: JSON.stringify(list, null, 2), lastModified: new Date() };
  onDone(counts);
}

async function pictureEntry(
  db: Db,
  generation: Generation,
  uniqueName: (name: string) => string,
): Promise<Entry | undefined> {
  const stored = generation.status === "done" ? await db.pixels.get(generation.id) : undefined;
  if (!stored) return undefined;
  const input = await withParameters(generation, stored.blob);
  const name = uniqueName(pictureFileName(generation, stored.blob.type));
  return { name, input, lastModified: new Date(generation.createdAt) };
}

/** The picture's bytes with its parameters in them. */
export async function withParameters(generation: Generation, picture: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  return new Blob([embedParameters(bytes, parametersOf(generation))], { type: picture.type });
}

function describe(generation: Generation, file: string | undefined): object {
  const { app: _, version: __, ...parameters } = parametersOf(generation);
  const { status, favourite, note, number, batchSize, batchId, places } = generation;
  const requestId = "request" in generation ? generation.request?.requestId : undefined;
  return {
    file: file ?? null,
    status,
    ...parameters,
    favourite,
    note,
    products: places.filter(({ role }) => role === "product").map(({ name, sku }) => ({ name, sku })),
    number,
    batchSize,
    batchId,
    requestId,
  };
}
