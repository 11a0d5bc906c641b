import type { Size } from "../dimensions";

/** No real file nests or lists more than this. */
const maxBoxes = 2_000;

interface Box {
  type: string;
  from: number;
  to: number;
}

/**
 * An AVIF's (or HEIF's) size in pixels: the largest that any of its parts says, because what the container
 * says (`ispe`) and what the AV1 stream inside says (its sequence header) may differ, and a decoder makes room
 * for the latter. Undefined when nothing says a size.
 */
export function readAvifHeader(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = { width: 0, height: 0 };
  const note = (found: Size | undefined) => {
    size.width = Math.max(size.width, found?.width ?? 0);
    size.height = Math.max(size.height, found?.height ?? 0);
  };
  for (const box of boxesIn(view, 0, bytes.length)) {
    const at = box.from;
    if (box.type === "ispe" && at + 12 <= box.to)
      note({ width: view.getUint32(at + 4), height: view.getUint32(at + 8) });
    if (box.type === "av01" && at + 28 <= box.to)
      note({ width: view.getUint16(at + 24), height: view.getUint16(at + 26) });
    if (box.type === "av1C") note(readSequenceHeader(bytes.subarray(at + 4, box.to)));
    if (box.type === "idat" || box.type === "mdat") note(readSequenceHeader(bytes.subarray(at, box.to)));
    if (box.type === "iloc")
      for (const start of itemStarts(view, box)) note(readSequenceHeader(bytes.subarray(start)));
    if (box.type === "stco" && at + 12 <= box.to)
      note(readSequenceHeader(bytes.subarray(view.getUint32(at + 8))));
  }
  return size.width > 0 && size.height > 0 ? size : undefined;
}

/** Boxes that hold boxes, and how many bytes stand before these. */
const containers: Record<string, number> = {
  ...{ meta: 4, iprp: 0, ipco: 0, moov: 0, trak: 0, mdia: 0, minf: 0, stbl: 0, stsd: 8, av01: 78 },
};

/** All boxes between two offsets, outer before inner (ISO 14496-12). */
export function* boxesIn(view: DataView, from: number, to: number): Generator<Box> {
  const open = [{ from, to }];
  for (let count = 0; open.length > 0 && count < maxBoxes; count++) {
    const area = open.at(-1);
    if (!area || area.from + 8 > area.to) {
      open.pop();
      continue;
    }
    const short = view.getUint32(area.from);
    const isLong = short === 1 && area.from + 16 <= area.to;
    const length = isLong
      ? Number(view.getBigUint64(area.from + 8))
      : short === 0
        ? area.to - area.from
        : short;
    const head = isLong ? 16 : 8;
    if (length < head) {
      open.pop();
      continue;
    }
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(area.from + i)));
    const box = { type, from: area.from + head, to: Math.min(area.from + length, area.to) };
    area.from += length;
    yield box;
    const skip = containers[type];
    if (skip !== undefined) open.push({ from: box.from + skip, to: box.to });
  }
}

/** Where in the file the items begin (ISO 14496-12, 8.11.3). */
function itemStarts(view: DataView, { from, to }: Box): number[] {
  const starts: number[] = [];
  const version = view.getUint8(from);
  const [offsetSize = 0, lengthSize = 0, baseSize = 0, indexSize = 0] = [
    view.getUint8(from + 4) >> 4,
    view.getUint8(from + 4) & 15,
    view.getUint8(from + 5) >> 4,
    version > 0 ? view.getUint8(from + 5) & 15 : 0,
  ];
  let at = from + 6;
  const read = (size: number) => {
    const value =
      size === 8
        ? Number(view.getBigUint64(at))
        : size === 4
          ? view.getUint32(at)
          : size === 2
            ? view.getUint16(at)
            : 0;
    at += size;
    return value;
  };
  const idSize = version < 2 ? 2 : 4;
  for (let items = Math.min(read(idSize), maxBoxes); items > 0 && at + idSize + 4 <= to; items--) {
    at += idSize + (version > 0 ? 2 : 0) + 2;
    const base = read(baseSize);
    for (
      let extents = Math.min(read(2), maxBoxes);
      extents > 0 && at + indexSize + offsetSize + lengthSize <= to;
      extents--
    ) {
      read(indexSize);
      starts.push(base + read(offsetSize));
      read(lengthSize);
    }
  }
  return starts;
}

/** The largest size that the sequence header at the beginning of an AV1 stream allows (AV1, 5.5.1). */
function readSequenceHeader(stream: Uint8Array): Size | undefined {
  let at = 0;
  // A temporal delimiter or padding may come first.
  for (let units = 0; units < 8 && at < stream.length; units++) {
    const head = stream[at] ?? 0;
    const type = (head >> 3) & 15;
    const hasSize = (head & 2) !== 0;
    at += head & 4 ? 2 : 1;
    let length = 0;
    for (let i = 0; hasSize && i < 5; i++) {
      const byte = stream[at++] ?? 0;
      length |= (byte & 127) << (7 * i);
      if (byte < 128) break;
    }
    if (type === 1) return sequenceSize(stream.subarray(at));
    if (!hasSize || (head & 0x80) !== 0) return undefined;
    at += length;
  }
  return undefined;
}

function sequenceSize(header: Uint8Array): Size | undefined {
  let bit = 0;
  const read = (count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i++, bit++)
      value = value * 2 + (((header[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    return value;
  };
  read(4);
  if (read(1)) read(5);
  else skipOperatingPoints(read);
  const [widthBits, heightBits] = [read(4) + 1, read(4) + 1];
  const size = { width: read(widthBits) + 1, height: read(heightBits) + 1 };
  return bit <= header.length * 8 ? size : undefined;
}

function skipOperatingPoints(read: (bits: number) => number): void {
  let delayBits = 0;
  if (read(1)) {
    read(32);
    read(32);
    if (read(1)) skipUvlc(read);
    if (read(1)) {
      delayBits = read(5) + 1;
      read(32);
      read(10);
    }
  }
  const hasDisplayDelay = read(1);
  for (let points = read(5) + 1; points > 0; points--) {
    read(12);
    if (read(5) > 7) read(1);
    if (delayBits && read(1)) read(delayBits * 2 + 1);
    if (hasDisplayDelay && read(1)) read(4);
  }
}

/** A number of variable length: as many zeros as bits follow. */
function skipUvlc(read: (bits: number) => number): void {
  let zeros = 0;
  while (zeros < 32 && read(1) === 0) zeros++;
  read(zeros);
}
