import type { Generation } from "../domain/generation";
import { picturesOf, pixelsIdOf } from "../domain/sent-request";
import { buildBody } from "../fal/request-body";
import { toBase64 } from "../image/base64";
import { bytesOf } from "../image/bytes-of";
import { toDataUrl } from "../image/data-url";
import type { Db } from "../storage/db";
import { readPixels } from "./plan-request";

/**
 * The body of a generation's request, with its pictures, as it is or was sent. Throws `reference_lost` and
 * `request_too_large`.
 */
export async function readBody(db: Db, generation: Generation): Promise<Record<string, unknown>> {
  return buildBody(generation, await readPictures(db, generation));
}

/** The pictures of a request as data URLs, in their order. */
async function readPictures(db: Db, generation: Generation): Promise<string[]> {
  const ids = picturesOf(generation).map((picture) => pixelsIdOf(picture, generation));
  return Promise.all(ids.map(async (id) => toDataUrl(toBase64(await bytesOf(await readPixels(db, id))))));
}
