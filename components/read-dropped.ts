import { readParameters } from "../lib/embed";
import { Refusal } from "../lib/errors";
import type { Parameters } from "../lib/parameters";
import { maxPictureBytes } from "../lib/picture";

/** The parameters in a picture file of ours. Throws `file_without_parameters` for every other file. */
export async function readDropped(file: File): Promise<Parameters> {
  if (file.size <= maxPictureBytes) {
    const found = readParameters(new Uint8Array(await file.arrayBuffer()));
    if (found) return found;
  }
  throw new Refusal("file_without_parameters");
}
