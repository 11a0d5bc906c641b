import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzip } from "unzipit";

/** The package of an earlier version as it was handed out. It is never changed; a new version adds its own. */
export const frozen = (version: string, browser: "chrome" | "firefox") =>
  fileURLToPath(new URL(`fixtures/refshot-${version}-${browser}.zip`, import.meta.url));

/** Unpacks a package into a folder, in place of what was there. */
export async function unpack(file: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const { entries } = await unzip(new Uint8Array(await readFile(file)));
  for (const [name, entry] of Object.entries(entries)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, new Uint8Array(await entry.arrayBuffer()));
  }
}

/** Puts one folder in place of another. */
export async function replaceFolder(folder: string, by: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp(by, folder, { recursive: true });
}
