import { join } from "./bytes";
import { jsonOfXmp, toXmp } from "./xmp";

const xmpHead = "http://ns.adobe.com/xap/1.0/\0";
/** Parameters that are too long for XMP's one segment stand in as many comments as it takes. */
const commentHead = "refshot-parameters\0";
/** A segment's length has two bytes, which count themselves. */
const maxSegment = 65_533;
const app0 = 0xe0;
const app1 = 0xe1;
const app2 = 0xe2;
const comment = 0xfe;
const scan = 0xda;

interface Segment {
  marker: number;
  /** Of the marker's first byte, and of the byte after the segment. */
  from: number;
  to: number;
}

/** The segments before the picture's own data; undefined when the bytes are no JPEG or break off. */
function segmentsOf(bytes: Uint8Array): Segment[] | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const segments: Segment[] = [];
  for (let from = 2; from + 4 <= bytes.length; ) {
    const marker = bytes[from + 1] ?? 0;
    if (bytes[from] !== 0xff) return undefined;
    if (marker === scan) return segments;
    const length = ((bytes[from + 2] ?? 0) << 8) | (bytes[from + 3] ?? 0);
    const to = from + 2 + length;
    if (length < 2 || to > bytes.length) return undefined;
    segments.push({ marker, from, to });
    from = to;
  }
  return undefined;
}

/** A profile of sRGB has some hundred bytes. */
const maxProfile = 1_024;
/** Quantisation, frame, Huffman tables, restarts: what a picture is decoded from, and nothing told beside it. */
const pictureMarkers = [0xdb, 0xc0, 0xc1, 0xc2, 0xc4, 0xdd];

/** Whether a JPEG is only its picture, as this browser writes one: no camera's notes, no comment, nothing after it. */
export function isBareJpeg(bytes: Uint8Array): boolean {
  const segments = segmentsOf(bytes);
  const isBare = segments?.every((segment, i) => isOfPicture(bytes, segment, i === 0));
  if (!isBare || bytes.at(-2) !== 0xff || bytes.at(-1) !== 0xd9) return false;
  for (let at = segments?.at(-1)?.to ?? 2; at < bytes.length - 2; at++)
    if (bytes[at] === 0xff && isNote(bytes[at + 1] ?? 0)) return false;
  return true;
}

function isOfPicture(bytes: Uint8Array, { marker, from, to }: Segment, isFirst: boolean): boolean {
  if (marker === app0) return isFirst && startsWith(bytes, from + 4, "JFIF\0");
  // Chromium's canvas says that its colours are sRGB.
  if (marker === app2) return to - from <= maxProfile && startsWith(bytes, from + 4, "ICC_PROFILE\0");
  return pictureMarkers.includes(marker);
}

/** A segment for programs, a comment, or the end, within what should be the picture's own data. */
const isNote = (marker: number) =>
  (marker >= app0 && marker <= 0xef) || marker === comment || marker === 0xd9;

/** The JPEG with XMP of ours in the place of any other; undefined when it is no JPEG. */
export function embedInJpeg(
  bytes: Uint8Array<ArrayBuffer>,
  json: string,
): Uint8Array<ArrayBuffer> | undefined {
  const segments = segmentsOf(bytes);
  if (!segments) return undefined;
  const kept = segments.filter((one) => !isOurs(bytes, one));
  const jfif = kept[0]?.marker === app0 ? kept[0] : undefined;
  const parts = [
    bytes.subarray(0, 2),
    ...(jfif ? [bytes.subarray(jfif.from, jfif.to)] : []),
    ...ownSegments(json),
    ...kept.filter((one) => one !== jfif).map(({ from, to }) => bytes.subarray(from, to)),
    bytes.subarray(segments.at(-1)?.to ?? 2),
  ];
  return join(parts);
}

function isOurs(bytes: Uint8Array, { marker, from }: Segment): boolean {
  return (
    (marker === app1 && startsWith(bytes, from + 4, xmpHead)) ||
    (marker === comment && startsWith(bytes, from + 4, commentHead))
  );
}

function ownSegments(json: string): Uint8Array[] {
  const whole = segment(app1, xmpHead + toXmp(json));
  if (whole) return [whole];
  const bytes = new TextEncoder().encode(json);
  const head = new TextEncoder().encode(commentHead);
  const room = maxSegment - head.length;
  const comments: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += room)
    comments.push(frame(comment, join([head, bytes.subarray(at, at + room)])));
  return [frame(app1, new TextEncoder().encode(xmpHead + toXmp(undefined))), ...comments];
}

function segment(marker: number, text: string): Uint8Array | undefined {
  const body = new TextEncoder().encode(text);
  return body.length <= maxSegment ? frame(marker, body) : undefined;
}

function frame(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2;
  return join([new Uint8Array([0xff, marker, length >> 8, length & 0xff]), body]);
}

/** The JSON that a JPEG of ours carries. */
export function readFromJpeg(bytes: Uint8Array): string | undefined {
  const ours = segmentsOf(bytes)?.filter((one) => isOurs(bytes, one)) ?? [];
  const bodies = (marker: number, head: string) =>
    ours
      .filter((one) => one.marker === marker)
      .map(({ from, to }) => bytes.subarray(from + 4 + head.length, to));
  const xmp = bodies(app1, xmpHead)[0];
  const short = xmp && jsonOfXmp(new TextDecoder().decode(xmp));
  if (short !== undefined) return short;
  const comments = bodies(comment, commentHead);
  return comments.length > 0 ? new TextDecoder().decode(join(comments)) : undefined;
}

function startsWith(bytes: Uint8Array, at: number, head: string): boolean {
  return [...head].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}
