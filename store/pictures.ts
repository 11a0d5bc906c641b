// `npm run store:pictures`: the pictures for the stores, from the real extension, into store/pictures/: five screenshots
// of 1280×800 in each language, the small and the large promotional picture, the logo. The results in them come from
// the local stand-in for fal, which says so on each; with FAL_KEY set they come from fal (about 60 US cents).
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { type ExtensionBrowser, launchWithExtension } from "../sandbox/browser.ts";
import { beginWalk, make, patternOf, setReference, type Walk } from "../sandbox/screenshots/walk.ts";
import { languages, type Words, wordsOf } from "../sandbox/screenshots/words.ts";
import { createSandbox } from "../sandbox/server.ts";
import { type Caption, captions, type SceneName } from "./captions.ts";
import { compose, type Scene } from "./compose.ts";

const folder = fileURLToPath(new URL("pictures/", import.meta.url));
const key = process.env.FAL_KEY;

await mkdir(folder, { recursive: true });
for (const language of languages) {
  const sandbox = await createSandbox({ queueMs: 50, runMs: 50 });
  const browser = await launchWithExtension({ language, args: ["--force-device-scale-factor=2"] });
  const say = wordsOf(language);
  await connect(browser, say, sandbox.proxyUrl);
  const walk = await beginWalk(browser, { sandbox, say, look: async () => {} });
  const sheet = await browser.context.newPage();
  for (const scene of await scenes(walk, captions[language])) {
    const name = language === "en" ? scene.name : `${scene.name}-${language}`;
    await compose(sheet, { ...scene, name }, folder);
    console.log(name);
  }
  await browser.close();
  await sandbox.close();
}
await sharp(fileURLToPath(new URL("../public/icon/refshot.svg", import.meta.url)), { density: 1350 })
  .resize(300, 300)
  .png()
  .toFile(`${folder}logo-300.png`);

/** As a user does, in Options: the key, or the local stand-in as the proxy. */
async function connect({ open }: ExtensionBrowser, say: Words, proxyUrl: string): Promise<void> {
  const options = await open("options.html");
  if (key) {
    await options.getByLabel(say("falApiKey"), { exact: true }).fill(key);
    await options.getByRole("button", { name: say("saveKey"), exact: true }).click();
    await options.getByText(say("keyWorks")).waitFor();
  } else {
    await options.getByRole("textbox", { name: say("proxyUrl") }).fill(proxyUrl);
    await options.getByRole("button", { name: say("saveProxy") }).click();
    await options.getByText(say("proxySaved")).waitFor();
  }
  await options.close();
}

/** The work of a seller, photographed on the way. No face: nobody is made to advertise. */
async function scenes(walk: Walk, captions: Record<SceneName, Caption>): Promise<Scene[]> {
  const { browser, popup, panel, say } = walk;
  const ready = (count: number) => patternOf(say(count === 1 ? "readyOne" : "readyMany"), String(count));
  const scene = (name: SceneName, ...surfaces: Scene["surfaces"]) => ({
    ...{ name, width: 1280, height: 800, surfaces },
    ...captions[name],
  });
  await setReference(walk, "product", "product");
  await make(walk, "The cup on a light wooden table, window light from the left, soft shadow", 2, ready(2));
  const restyled = await photograph(popup, 380, 700);
  await setReference(walk, "background", "background");
  await popup.getByRole("radio", { name: say("combineAll") }).click();
  await make(walk, "The cup on a stone wall, the mountains behind it, early morning", 2, ready(2));
  const combined = await photograph(popup, 380, 700);
  const results = await photograph(panel, 480, 720);
  await panel
    .getByRole("button", { name: say("details") })
    .first()
    .click();
  await panel.getByRole("region", { name: say("facts") }).waitFor();
  const details = await photograph(panel, 480, 720);
  const options = await browser.open("options.html");
  await options.setViewportSize({ width: 640, height: 720 });
  const spending = options.getByRole("region", { name: say("spendingTitle"), exact: true });
  await spending.waitFor();
  await decoded(options);
  const spent = { png: await spending.screenshot(), width: 600 };
  await options.close();
  return [
    scene("1-popup", restyled),
    scene("2-combine", combined),
    scene("3-results", results),
    scene("4-details", details),
    scene("5-spending", spent),
    { ...scene("promo-small"), width: 440, height: 280 },
    { ...scene("promo-large", combined), width: 1400, height: 560 },
  ];
}

/** A surface at a width, as high as its content and at most so high. */
async function photograph(page: Page, width: number, most: number): Promise<Scene["surfaces"][number]> {
  await page.bringToFront();
  await page.setViewportSize({ width, height: 300 });
  const content = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(content < 400 ? most : content, most) });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await decoded(page);
  return { png: await page.screenshot(), width };
}

/** Every picture in sight is there and decoded. */
async function decoded(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
}
