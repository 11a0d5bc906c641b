import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Every file of the product's own source, with its path from the root. */
export function sourceFiles(): { path: string; text: string }[] {
  return ["entrypoints", "components", "lib"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(tsx?|html|css)$/.test(name))
      .map((name) => ({ path: join(folder, name), text: readFileSync(join(root, folder, name), "utf8") })),
  );
}

/** The built extension's files of these kinds. */
export function builtFiles(kind: RegExp): { path: string; text: string }[] {
  const folder = join(root, ".output", "chrome-mv3");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => kind.test(name))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

/** A file of the project, as text. */
export const projectFile = (path: string) => readFileSync(join(root, path), "utf8");
