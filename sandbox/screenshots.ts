// `npm run screenshots`: pictures of the real surfaces, as a customer would see them, into docs/screenshots/:
// light and dark, both languages, the side panel in two widths. `npm run screenshots -- id` takes one language.
import { mkdir, rm } from "node:fs/promises";
import { launchWithExtension } from "./browser.ts";
import { output, shoot } from "./screenshots/shoot.ts";
import { surfaces } from "./screenshots/surfaces.ts";
import { beginWalk } from "./screenshots/walk.ts";
import { type Language, languages, wordsOf } from "./screenshots/words.ts";
import { createSandbox } from "./server.ts";

const [only] = process.argv.slice(2);
if (!only) await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
for (const language of languages) if (!only || only === language) await takeAll(language);

async function takeAll(language: Language): Promise<void> {
  const sandbox = await createSandbox({ queueMs: 50, runMs: 50 });
  const browser = await launchWithExtension({ language });
  const walk = await beginWalk(browser, {
    sandbox,
    say: wordsOf(language),
    look: (sight) => shoot({ ...sight, name: language === "en" ? sight.name : `${sight.name}-${language}` }),
  });
  for (const surface of surfaces) {
    await surface(walk);
    console.log(`${language}: ${surface.name}`);
  }
  await browser.close();
  await sandbox.close();
}
