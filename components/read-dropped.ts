import { readParameters } from "../lib/embed";
import { Refusal } from "../lib/errors";
import { maxPictureBytes } from "../lib/image/sniff";
import type { Parameters } from "../lib/parameters";

/** The parameters in a picture file of ours. Throws `file_without_parameters` for every other file. */
export async function readDropped(file: File): Promise<Parameters> {
  if (file.size <= maxPictureBytes) {
    const found = readParameters(new Uint8Array(await file.arrayBuffer()));
    if (found) return found;
  }
  throw new Refusal("file_without_parameters");
}
