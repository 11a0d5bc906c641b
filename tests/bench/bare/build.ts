import { createHash } from "node:crypto";
import { mkdir, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Builds the extension that only has the floors into `folder`. */
export async function buildBare(folder: string): Promise<string> {
  for (const name of ["worker", "popup", "stack-popup", "press"]) await buildScript(folder, name);
  const form = "<input type=number><button>Generate</button>";
  await writeFile(join(folder, "press.html"), `${form}<script src="press.js"></script>`);
  return writeExtension(folder, "worker.js");
}

/** An extension whose worker only has the libraries that a command needs. */
export async function buildStack(folder: string): Promise<string> {
  await buildScript(folder, "stack-worker");
  return writeExtension(folder, "stack-worker.js", ["alarms", "contextMenus", "storage"]);
}

/** As the product is built: one minified file. */
async function buildScript(folder: string, name: string): Promise<void> {
  await build({
    ...{ configFile: false, logLevel: "error", root: here("."), publicDir: false },
    build: {
      ...{ outDir: folder, emptyOutDir: false, target: "esnext" },
      rolldownOptions: {
        input: here(`${name}.ts`),
        output: { format: "iife", entryFileNames: `${name}.js` },
      },
    },
  });
}

/** An extension whose worker does nothing but answer: the floor of a worker's start. */
export async function writeEmpty(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const listener = "(message, sender, answer) => answer(1)";
  await writeFile(join(folder, "worker.js"), `chrome.runtime.onMessage.addListener(${listener});\n`);
  return writeExtension(folder, "worker.js");
}

async function writeExtension(folder: string, worker: string, permissions: string[] = []): Promise<string> {
  const manifest = {
    ...{ manifest_version: 3, name: "Bare", version: "1", background: { service_worker: worker } },
    ...{ host_permissions: ["<all_urls>"], permissions: ["scripting", "tabs", ...permissions] },
  };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "page.html"), "<!doctype html><title>Bare</title>");
  return realpath(folder);
}

/** The id that Chromium gives to an extension from a folder: from the folder's path. */
export function extensionId(folder: string): string {
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  return [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join("");
}
