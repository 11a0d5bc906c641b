import { embedInJpeg, readFromJpeg } from "./jpeg-metadata";
import { type Parameters, parseParameters, toJson } from "./parameters";
import { embedInPng, readFromPng } from "./png-metadata";

/** The picture with its parameters in the file; formats other than JPEG and PNG are given back as they are. */
export function embedParameters(
  bytes: Uint8Array<ArrayBuffer>,
  parameters: Parameters,
): Uint8Array<ArrayBuffer> {
  const json = toJson(parameters);
  return embedInJpeg(bytes, json) ?? embedInPng(bytes, json) ?? bytes;
}

/** The parameters that a picture file of ours carries; undefined for every other file, however broken. */
export function readParameters(bytes: Uint8Array<ArrayBuffer>): Parameters | undefined {
  return parseParameters(readFromJpeg(bytes) ?? readFromPng(bytes));
}
