import { FailureError } from "../failure/failure";
import { maxPictureBytes } from "../image/sniff";
import { readParameters } from "./image-metadata";
import type { Parameters } from "./parameters";

/** The parameters in a picture file of ours. Throws `file_without_parameters` for every other file. */
export async function readDropped(file: File): Promise<Parameters> {
  if (file.size <= maxPictureBytes) {
    const found = readParameters(new Uint8Array(await file.arrayBuffer()));
    if (found) return found;
  }
  throw new FailureError("file_without_parameters");
}
