import { createHash } from "node:crypto";
import { crc32, deflateRawSync } from "node:zlib";
import { unzip } from "unzipit";

/** A file of a zip that no program of good will would write. */
export interface OddFile {
  name: string;
  bytes: Buffer;
  /** Packed, and not as it is. */
  deflated?: boolean;
  /** The size that the zip says it has, in place of its own. */
  claims?: number;
}

/** Writes a zip, file by file as they are given, twice the same name too. */
export function zipOf(files: OddFile[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, deflated = false, claims = bytes.length } of files) {
    const body = deflated ? deflateRawSync(bytes) : bytes;
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800, 2);
    head.writeUInt16LE(deflated ? 8 : 0, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(body.length, 14);
    head.writeUInt32LE(claims, 18);
    const letters = Buffer.from(name);
    head.writeUInt16LE(letters.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, letters, body]);
    bodies.push(local);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), head, place, letters);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, Buffer.from("PK\x05\x06"), end]);
}

/** The files of a real backup, checksums apart. */
export async function filesOf(backup: Buffer): Promise<OddFile[]> {
  const { entries } = await unzip(new Uint8Array(backup));
  const files = Object.entries(entries).map(async ([name, entry]) => ({
    name,
    bytes: Buffer.from(await entry.arrayBuffer()),
  }));
  return (await Promise.all(files)).filter(({ name }) => name !== "checksums.json");
}

/** The same files as a backup whose checksums are right. */
export function backupOf(files: OddFile[]): Buffer {
  const sums = files.map(({ name, bytes }) => [name, createHash("sha256").update(bytes).digest("hex")]);
  const bytes = Buffer.from(JSON.stringify(Object.fromEntries(sums)));
  return zipOf([...files, { name: "checksums.json", bytes }]);
}

/** The files with the first generation changed. */
export function withGeneration(files: OddFile[], changes: object): OddFile[] {
  return files.map((file) => {
    if (file.name !== "generations.json") return file;
    const [first, ...rest] = JSON.parse(file.bytes.toString());
    return { ...file, bytes: Buffer.from(JSON.stringify([{ ...first, ...changes }, ...rest])) };
  });
}
