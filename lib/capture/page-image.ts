import type { Failure } from "../failure/failure";
import { failureSchema } from "../failure/failure-schema";
import { fromBase64 } from "../image/base64";
import { maxJpegBytes, type NormalizedImage } from "../image/normalize";
import { readHeader } from "../image/sniff";
import type { PagePicture } from "../page/protocol";
import { z } from "../zod";

// A page is not trusted: what its script hands over is parsed and measured again.
const base64 = z.string().check(z.maxLength(Math.ceil((maxJpegBytes * 4) / 3) + 4));
const side = z.int().check(z.positive(), z.maximum(100_000));
const pagePictureSchema: z.ZodMiniType<PagePicture> = z.union([
  z.object({ failure: failureSchema }),
  z.object({
    jpeg: base64,
    thumbnail: base64,
    alpha: z.optional(z.string().check(z.maxLength(2_000))),
    original: z.object({
      width: side,
      height: side,
      format: z.string().check(z.maxLength(10)),
      bytes: z.int(),
    }),
  }),
]);

/** The picture that a page's script gave, checked; or its failure; undefined when it is neither. */
export function parsePagePicture(value: unknown): NormalizedImage | { failure: Failure } | undefined {
  const parsed = pagePictureSchema.safeParse(value).data;
  if (!parsed || "failure" in parsed) return parsed;
  const jpeg = fromBase64(parsed.jpeg);
  const { format, width, height } = readHeader(jpeg);
  const thumbnail = fromBase64(parsed.thumbnail);
  if (format !== "jpg" || readHeader(thumbnail).format !== "jpg") return undefined;
  return {
    jpeg: new Blob([jpeg], { type: "image/jpeg" }),
    thumbnail,
    ...(parsed.alpha && { alpha: fromBase64(parsed.alpha) }),
    size: { width, height },
    original: parsed.original,
  };
}
