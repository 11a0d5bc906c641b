import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The files of a folder that hold these words, as bytes or as the browser's wide characters. */
export async function filesWith(folder: string, words: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (bytes.includes(words) || bytes.includes(Buffer.from(words, "utf16le"))) found.push(file);
  }
  return found;
}
