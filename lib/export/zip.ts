import { downloadZip } from "client-zip";

/** Lengths (bytes) and first four bytes of the three records that end a zip. */
const end = { length: 22, sign: 0x06054b50 };
const end64 = { length: 56, sign: 0x06064b50 };
const locator = { length: 20, sign: 0x07064b50 };
const entrySign = 0x02014b50;

type Entries = Parameters<typeof downloadZip>[0];

/** A zip of any number of files. */
export async function makeZip(entries: Entries): Promise<Blob> {
  return countEntries(await downloadZip(entries).blob());
}

/**
 * The same zip, with the Zip64 record that a zip of 65,535 files and more needs: `client-zip` 2 writes it only for more
 * than 4 GB, and `unzipit` 2 refuses the zip without it. Also for backups that were saved without it.
 */
export async function countEntries(zip: Blob): Promise<Blob> {
  const at = zip.size - end.length;
  const last = await viewOf(zip, at);
  if (at < 0 || last.getUint32(0, true) !== end.sign || last.getUint16(10, true) !== 0xffff) return zip;
  const before = await viewOf(zip, at - locator.length, at);
  if (at < locator.length || before.getUint32(0, true) === locator.sign) return zip;
  const [size, from] = [last.getUint32(12, true), last.getUint32(16, true)];
  const count = countIn(await viewOf(zip, from, from + size));
  return new Blob([zip.slice(0, at), records(count, size, from, at), zip.slice(at)], { type: zip.type });
}

async function viewOf(zip: Blob, from: number, to?: number): Promise<DataView> {
  return new DataView(await zip.slice(Math.max(0, from), to).arrayBuffer());
}

/** How many files a zip's directory names. */
function countIn(directory: DataView): number {
  let count = 0;
  for (let at = 0; at + 46 <= directory.byteLength && directory.getUint32(at, true) === entrySign; count++)
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + directory.getUint16(at + field, true), 0);
  return count;
}

/** The record with the true count, and what says where it is. */
function records(count: number, size: number, from: number, at: number): DataView<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(end64.length + locator.length));
  view.setUint32(0, end64.sign, true);
  view.setBigUint64(4, BigInt(end64.length - 12), true);
  view.setUint16(12, 45, true);
  view.setUint16(14, 45, true);
  for (const field of [24, 32]) view.setBigUint64(field, BigInt(count), true);
  view.setBigUint64(40, BigInt(size), true);
  view.setBigUint64(48, BigInt(from), true);
  view.setUint32(end64.length, locator.sign, true);
  view.setBigUint64(end64.length + 8, BigInt(at), true);
  view.setUint32(end64.length + 16, 1, true);
  return view;
}
