import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { ExtensionBrowser } from "../../sandbox/browser.ts";

/** Presses something that saves a file, and gives its name and bytes. */
export async function download(
  page: Page,
  press: () => Promise<void>,
): Promise<{ name: string; bytes: Buffer }> {
  const [saved] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: saved.suggestedFilename(), bytes: readFileSync(await saved.path()) };
}

/** Options, in front. */
export async function openOptions({ open }: ExtensionBrowser): Promise<Page> {
  const options = await open("options.html");
  await options.bringToFront();
  await options.getByRole("button", { name: "Back up to a file" }).waitFor();
  return options;
}

/** Saves a backup, as a user does. */
export async function backUp(options: Page): Promise<Buffer> {
  const press = () => options.getByRole("button", { name: "Back up to a file" }).click();
  const { bytes } = await download(options, press);
  await options.getByText("The backup is saved").waitFor();
  return bytes;
}

/** Hands a file to the restore of Options; gives the sentence that it ends with. */
export async function restore(options: Page, buffer: Buffer): Promise<string> {
  // So that a sentence from before is not taken for the answer.
  await options.reload();
  const input = options.locator("input[type=file][accept*=zip]");
  await input.setInputFiles({ name: "backup.zip", mimeType: "application/zip", buffer });
  const sentence = options
    .locator("[aria-live]")
    .filter({ hasText: /\.$/ })
    .filter({ hasNotText: "Checking" });
  await sentence.first().waitFor();
  return sentence.first().innerText();
}

/** Deletes all results and references, and keeps the settings. */
export async function deleteEverything(options: Page): Promise<void> {
  await options.getByRole("button", { name: "Delete everything" }).click();
  await options.getByRole("button", { name: "Delete for good" }).click();
  await options.getByText("All results and references are deleted.").waitFor();
}
