/** Whether these letters (bytes, as Latin-1) stand in a file at `at`. */
export const startsWith = (bytes: Uint8Array, text: string, at = 0) =>
  [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
