// `npm run screenshots`: pictures of the real surfaces, as a customer would see them, into docs/screenshots/:
// light and dark, both languages, the side panel in two widths. `npm run screenshots -- id` takes one language.
import { mkdir, rm } from "node:fs/promises";
import { launchWithExtension } from "./browser.ts";
import { output } from "./screenshots/shoot.ts";
import { beforeAnything, choosing, options, prompts, running, work } from "./screenshots/surfaces.ts";
import { markOf, type Walk } from "./screenshots/walk.ts";
import { type Language, languages, wordsOf } from "./screenshots/words.ts";
import { createSandbox } from "./server.ts";

const [only] = process.argv.slice(2);
if (!only) await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
for (const language of languages) if (!only || only === language) await takeAll(language);

async function takeAll(language: Language): Promise<void> {
  const sandbox = await createSandbox({ queueMs: 50, runMs: 50 });
  const browser = await launchWithExtension({ language });
  const walk: Walk = {
    ...{ browser, sandbox, say: wordsOf(language), mark: markOf(language) },
    popup: await browser.open("popup.html"),
    panel: await browser.open("sidepanel.html"),
  };
  for (const surface of [beforeAnything, work, options, running, prompts, choosing]) {
    await surface(walk);
    console.log(`${language}: ${surface.name}`);
  }
  await browser.close();
  await sandbox.close();
}
