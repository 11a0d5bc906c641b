/**
 * The body of a response, counted while it streams; undefined when it has more than `limit` bytes. Calls
 * `onBytes` whenever some have come.
 */
export async function readLimited(
  response: Response,
  limit: number,
  onBytes?: () => void,
): Promise<Blob | undefined> {
  if (!response.body) return new Blob();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    onBytes?.();
    total += value.byteLength;
    if (total > limit) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  return new Blob(chunks);
}
