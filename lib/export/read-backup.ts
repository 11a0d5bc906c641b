import { unzipRaw, type ZipEntry } from "unzipit";
import { FailureError } from "../failure/failure";
import { sha256Of } from "../image/sha256";
import { maxPictureBytes, readHeader } from "../image/sniff";
import type { z } from "../zod";
import {
  allowedName,
  backupVersion,
  checksumsName,
  checksumsSchema,
  headerName,
  headerSchema,
  type Lists,
  listSchemas,
  type pictureTables,
} from "./backup-format";
import { countEntries } from "./zip";

/** Sizes (bytes) that no backup of ours exceeds: a list of records, a thumbnail. */
const maxListBytes = 400_000_000;
const maxThumbnailBytes = 300_000;

/** A backup that has been looked through to its last byte. */
export interface Backup {
  lists: Lists;
  /** The stored picture, typed by its own first bytes; undefined when the backup has none. */
  picture(table: (typeof pictureTables)[number], id: string): Promise<Blob | undefined>;
}

/**
 * Reads a backup and checks all of it, before anything is taken from it: every name, every checksum, every
 * record, every picture's first bytes. Throws `backup_foreign`, `backup_newer` or `backup_damaged`.
 */
export async function readBackup(file: Blob): Promise<Backup> {
  const entries = await openZip(file);
  const header = await readJson(entries.get(headerName), headerSchema);
  if (header.version > backupVersion) throw new FailureError("backup_newer");
  const checksums = await readJson(entries.get(checksumsName), checksumsSchema);
  await checkAll(entries, checksums);
  const list = <N extends keyof Lists>(name: N): Promise<Lists[N]> =>
    readJson(entries.get(`${name}.json`), listSchemas[name] as unknown as z.ZodMiniType<Lists[N]>);
  const lists: Lists = {
    generations: await list("generations"),
    references: await list("references"),
    logs: await list("logs"),
    prompts: await list("prompts"),
    models: header.version < 2 ? [] : await list("models"),
    shoots: header.version < 3 ? [] : await list("shoots"),
    looks: header.version < 3 ? [] : await list("looks"),
    trays: await list("trays"),
  };
  checkOwners(entries, lists);
  return {
    lists,
    async picture(table, id) {
      const entry = entries.get(`${table}/${id}`);
      return entry && typed(entry);
    },
  };
}

type Entries = Map<string, ZipEntry>;

/** The files by name. Only what `backup.ts` writes is let in: stored bytes under the names that it gives. */
async function openZip(file: Blob): Promise<Entries> {
  const { entries } = await unzipRaw(await countEntries(file)).catch(async () => {
    throw new FailureError((await beginsAsOurs(file)) ? "backup_damaged" : "backup_foreign");
  });
  if (!entries.some(({ name }) => name === headerName)) throw new FailureError("backup_foreign");
  const byName: Entries = new Map(entries.map((entry) => [entry.name, entry]));
  const isOdd = ({ name, compressionMethod, encrypted, size }: ZipEntry) =>
    !allowedName.test(name) || compressionMethod !== 0 || encrypted || size > maxSizeOf(name);
  // Stored as they are, none can lie within another: together they are never more than the file.
  const isSwollen = entries.reduce((sum, { size }) => sum + size, 0) > file.size;
  if (byName.size !== entries.length || isSwollen || entries.some(isOdd))
    throw new FailureError("backup_damaged");
  return byName;
}

/** A zip's index is at its end: of one that breaks off, only the name of the first file tells whose it is. */
async function beginsAsOurs(file: Blob): Promise<boolean> {
  return (await file.slice(30, 30 + headerName.length).text()) === headerName;
}

function maxSizeOf(name: string): number {
  if (name.startsWith("thumbnails/")) return maxThumbnailBytes;
  return name.startsWith("pixels/") ? maxPictureBytes : maxListBytes;
}

async function readJson<T>(entry: ZipEntry | undefined, schema: z.ZodMiniType<T>): Promise<T> {
  if (!entry) throw new FailureError("backup_damaged");
  const parsed = schema.safeParse(await entry.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  throw new FailureError(entry.name === headerName ? "backup_foreign" : "backup_damaged");
}

/** Every file has a checksum, every checksum a file, and they agree; every picture begins as one. */
async function checkAll(entries: Entries, checksums: Record<string, string>): Promise<void> {
  const names = [...entries.keys()].filter((name) => name !== checksumsName);
  if (names.length !== Object.keys(checksums).length) throw new FailureError("backup_damaged");
  for (const name of names) {
    const bytes = await bytesOf(entries.get(name));
    if ((await sha256Of(bytes)) !== checksums[name]) throw new FailureError("backup_damaged");
    if (name.includes("/")) formatOf(bytes);
  }
}

async function bytesOf(entry: ZipEntry | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await entry?.arrayBuffer().catch(() => undefined);
  if (!bytes) throw new FailureError("backup_damaged");
  return new Uint8Array(bytes);
}

function formatOf(bytes: Uint8Array): string {
  try {
    return readHeader(bytes).format;
  } catch {
    throw new FailureError("backup_damaged");
  }
}

async function typed(entry: ZipEntry): Promise<Blob> {
  const bytes = await bytesOf(entry);
  const format = formatOf(bytes);
  return new Blob([bytes], { type: `image/${format === "jpg" ? "jpeg" : format}` });
}

/** No id twice; no picture, log or reference that belongs to nothing. */
function checkOwners(
  entries: Entries,
  { generations, references, logs, prompts, models, shoots, looks, trays }: Lists,
): void {
  const made = new Set(generations.map(({ id }) => id));
  const owners = new Set([...made, ...references.map(({ id }) => id)]);
  const inTray = trays.flatMap(({ face = [], products, background = [] }) =>
    [face, products, background].flat(),
  );
  const isWhole =
    owners.size === generations.length + references.length &&
    [prompts, models, shoots, looks].every((list) => areDistinct(list)) &&
    models.every(({ id }) => references.some((one) => one.id === id && one.role === "face")) &&
    logs.every(({ generationId }) => made.has(generationId)) &&
    inTray.every((id) => owners.has(id)) &&
    [...entries.keys()].every((name) => !name.includes("/") || owners.has(name.split("/")[1] ?? ""));
  if (!isWhole) throw new FailureError("backup_damaged");
}

const areDistinct = (list: readonly { id: string }[]) =>
  new Set(list.map(({ id }) => id)).size === list.length;
