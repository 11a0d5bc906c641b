/**
 * A blob's bytes. In a page's script Firefox gives a buffer of the page's own realm, and a view on that does not
 * let itself be cut ("Permission denied to access property constructor"): hence the copy, which is ours.
 */
export async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(new Uint8Array(await blob.arrayBuffer()));
}
