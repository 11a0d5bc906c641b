import { failureSchema } from "./errors";
import { maxJpegBytes, type Prepared, readHeader } from "./picture";
import { z } from "./zod";

/**
 * What the script in the page hands to the worker: pixels already normalised there, as base64, because a
 * script's result is JSON. A page is not trusted, so all of it is parsed and measured again.
 */
const base64 = z.string().max(Math.ceil((maxJpegBytes * 4) / 3) + 4);
const side = z.number().int().positive().max(100_000);
const pagePictureSchema = z.union([
  z.object({ failure: failureSchema }),
  z.object({
    jpeg: base64,
    thumbnail: base64,
    original: z.object({ width: side, height: side, format: z.string().max(10), bytes: z.number().int() }),
  }),
]);
export type PagePicture = z.infer<typeof pagePictureSchema>;

/** The picture that a page's script gave, checked; or its failure; undefined when it is neither. */
export function parsePagePicture(
  value: unknown,
): Prepared | { failure: z.infer<typeof failureSchema> } | undefined {
  const parsed = pagePictureSchema.safeParse(value).data;
  if (!parsed || "failure" in parsed) return parsed;
  const jpeg = fromBase64(parsed.jpeg);
  const { format, width, height } = readHeader(jpeg);
  const thumbnail = fromBase64(parsed.thumbnail);
  if (format !== "jpg" || readHeader(thumbnail).format !== "jpg") return undefined;
  return {
    jpeg: new Blob([jpeg], { type: "image/jpeg" }),
    thumbnail,
    size: { width, height },
    original: parsed.original,
  };
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
