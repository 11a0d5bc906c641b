import { saveFile } from "../../../lib/browser/save-file";
import type { Generation } from "../../../lib/domain/generation";
import { pictureFileName } from "../../../lib/export/file-name";
import { withParameters } from "../../../lib/export/zip-results";
import { FailureError } from "../../../lib/failure/failure";
import { db } from "../../database";

async function readPicture({ id }: Generation): Promise<Blob> {
  const stored = await db.pixels.get(id);
  if (!stored) throw new FailureError("result_lost");
  return stored.blob;
}

/** Hands a stored picture to the browser's downloads, byte for byte as fal gave it. */
export async function downloadPicture(generation: Generation): Promise<void> {
  const picture = await readPicture(generation);
  saveFile(picture, pictureFileName(generation, picture.type));
}

/** The same with its parameters in the file, so that it can be dropped into Refshot again. */
export async function downloadWithParameters(generation: Generation): Promise<void> {
  const picture = await readPicture(generation);
  saveFile(await withParameters(generation, picture), pictureFileName(generation, picture.type));
}

/** Puts a picture on the clipboard, as PNG: browsers take no other format there. */
export async function copyPicture(generation: Generation): Promise<void> {
  // A promise and no blob: the press that allows this does not outlive an await.
  const png = readPicture(generation).then(toPng);
  await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
}

async function toPng(picture: Blob): Promise<Blob> {
  if (picture.type === "image/png") return picture;
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/png" });
}
