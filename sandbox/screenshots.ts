// `npm run screenshots`: pictures of the real surfaces, as a customer would see them, into docs/screenshots/.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import { type ExtensionBrowser, launchWithExtension, setProxy } from "./browser.ts";
import { createSandbox, type Sandbox } from "./server.ts";

const output = fileURLToPath(new URL("../docs/screenshots/", import.meta.url));
const photos = fileURLToPath(new URL("../tests/photos/", import.meta.url));

await mkdir(output, { recursive: true });
const sandbox = await createSandbox({ queueMs: 50, runMs: 50 });
const english = await launchWithExtension();
await setProxy(english, sandbox.proxyUrl);
await inEnglish(english, sandbox);
await english.close();
const indonesian = await launchWithExtension({ language: "id" });
await inIndonesian(indonesian);
await indonesian.close();
await sandbox.close();

async function inEnglish(browser: ExtensionBrowser, { behave }: Sandbox): Promise<void> {
  const popup = await openSized(browser, "popup.html", 380, 560);
  const panel = await openSized(browser, "sidepanel.html", 480, 900);
  await shoot(popup, "popup-empty");
  await shoot(panel, "sidepanel-empty");
  const prompt = popup.getByRole("textbox", { name: "Prompt" });
  const generate = popup.getByRole("button", { name: "Generate", exact: true });
  const make = async (words: string, images: number, until: Locator) => {
    await popup.bringToFront();
    await prompt.fill(words);
    await popup.getByRole("spinbutton", { name: "Images" }).fill(String(images));
    await generate.click();
    await until.waitFor({ timeout: 30_000 });
  };
  const ready = (words: RegExp) => popup.getByRole("status").filter({ hasText: words });
  await make("A fishing boat at dawn, soft mist", 2, ready(/2 pictures are ready/));
  await setReference(popup, "Background", "background.jpg");
  await setReference(popup, "Product", "product.jpg");
  await make(
    "Coffee on a marble counter, morning light, shallow depth of field",
    3,
    ready(/3 pictures are ready/),
  );
  behave({ locked: true });
  await make("Coffee to go", 1, popup.getByText(/Exhausted balance/).first());
  behave({ locked: false });
  await shoot(popup, "popup-failed");
  await setReference(popup, "Face", "face.jpg");
  await make(
    "A woman model in a linen jacket, studio light, for a fashion catalogue",
    2,
    ready(/2 pictures are ready/),
  );
  behave({ queueMs: 20_000 });
  await make("The same model by a window", 2, ready(/queue/));
  await shoot(popup, "popup");
  await panel.bringToFront();
  await shoot(panel, "sidepanel");
  await panel.setViewportSize({ width: 320, height: 900 });
  await shoot(panel, "sidepanel-320");
  await panel.setViewportSize({ width: 480, height: 1400 });
  await panel.getByRole("button", { name: "Details" }).nth(2).click();
  await panel.getByRole("region", { name: "Log" }).waitFor();
  await shoot(panel, "details");
  await shoot(await openSized(browser, "options.html", 900, 1200), "options");
}

async function inIndonesian(browser: ExtensionBrowser): Promise<void> {
  const popup = await openSized(browser, "popup.html", 380, 560);
  for (const [group, file] of [
    ["Wajah", "face.jpg"],
    ["Produk", "product.jpg"],
  ] as const)
    await setReference(popup, group, file);
  await shoot(popup, "popup-id");
  await shoot(await openSized(browser, "options.html", 900, 1200), "options-id");
  await shoot(await openSized(browser, "sidepanel.html", 320, 700), "sidepanel-id");
}

async function openSized(
  browser: ExtensionBrowser,
  name: string,
  width: number,
  height: number,
): Promise<Page> {
  const page = await browser.open(name);
  await page.setViewportSize({ width, height });
  return page;
}

async function setReference(popup: Page, group: string, file: string): Promise<void> {
  await popup.bringToFront();
  const slot = popup.getByRole("group", { name: group, exact: true });
  await slot.locator("input[type=file]").setInputFiles(`${photos}${file}`);
  await slot.getByRole("img").first().waitFor();
}

/** One picture in light and one in dark, of everything on the page. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  // As high as its content: no scroll bar, and nothing cut off.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 480, height });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: `${output}${name}-${colorScheme}.png` });
  }
}
