/** `text` without image data or keys: fal's 422 echoes the whole input, and a proxy may echo headers. */
export function scrub(text: string): string {
  return (
    text
      .replace(/data:(?:[\w.+-]+\/[\w.+-]+|;base64,)[^\s"']*/gi, "[image data]")
      .replace(/[A-Za-z0-9+/]{200,}={0,2}/g, (run) => (looksEncoded(run) ? "[image data]" : run))
      // fal's keys: a UUID, a colon, and hexadecimal digits.
      .replace(/\b[0-9a-f]{8}-[0-9a-f-]{8,}:[0-9a-f]{16,}/gi, "[key]")
      .replace(/\bKey\s+[\w-]{8,}:[\w:-]{8,}/g, "Key [key]")
  );
}

/** Base64 of a picture has all of these; a long word of a prompt does not. */
const looksEncoded = (run: string) => /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run);

/** `scrub` for other people's words: any long run without a space goes too, and at most 500 characters stay. */
export function redact(text: string): string {
  const clean = scrub(text).replace(/[A-Za-z0-9+/]{200,}={0,2}/g, "[image data]");
  return clean.length > 500 ? `${clean.slice(0, 499)}…` : clean;
}
