/** More of other people's words is kept nowhere (characters): what is needed to understand a refusal. */
const maxWords = 500;
/** What is looked through of them: the rest is cut off unread (characters). */
const maxRead = 4_000;

/**
 * `text` without image data or keys: fal's 422 echoes the whole input, and a proxy may echo headers. Goes over it
 * once, however long it is: a line of the log can hold a prompt of 200,000 characters.
 */
export function scrub(text: string): string {
  return (
    text
      .replace(/data:(?:[\w.+-]{1,80}\/[\w.+-]{1,80}|;base64,)[^\s"']*/gi, "[image data]")
      .replace(/[A-Za-z0-9+/_-]{200,}={0,2}/g, (run) => (looksEncoded(run) ? "[image data]" : run))
      // Base64 that was wrapped into lines.
      .replace(
        /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{60,100}[\r\n ]{1,4}){3,}[A-Za-z0-9+/]{0,100}={0,2}/g,
        (run) => (looksEncoded(run) ? "[image data]" : run),
      )
      // fal's keys: a UUID, a colon, and hexadecimal digits.
      .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{1,12}){1,5}:[0-9a-f]{16,}/gi, "[key]")
      .replace(/\bKey\s{1,9}[\w-]{8,100}:[\w:-]{8,}/g, "Key [key]")
  );
}

/** Base64 of a picture has all of these; a long word of a prompt does not. */
const looksEncoded = (run: string) => /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run);

/** `scrub` for other people's words: any long run without a space goes too, and at most 500 characters stay. */
export function redact(text: string): string {
  const clean = scrub(text.slice(0, maxRead)).replace(/[A-Za-z0-9+/_-]{200,}={0,2}/g, "[image data]");
  return clean.length > maxWords ? `${clean.slice(0, maxWords - 1)}…` : clean;
}
