import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import type { ExtensionBrowser } from "../browser.ts";
import type { Sandbox } from "../server.ts";
import type { Words } from "./words.ts";

const photos = fileURLToPath(new URL("../../tests/photos/", import.meta.url));

/** One state of one surface, to be looked at. */
export interface Sight {
  page: Page;
  name: string;
  width: number;
  /** As high as the content, but between these. */
  height: [least: number, most: number];
}

/** Everything that a walk through the extension needs, in one language. */
export interface Walk {
  browser: ExtensionBrowser;
  sandbox: Sandbox;
  say: Words;
  popup: Page;
  panel: Page;
  /** What is done with every state on the way: a picture is taken, or it is tested. */
  look: (sight: Sight) => Promise<void>;
}

/** Opens the pages of a walk. */
export async function beginWalk(
  browser: ExtensionBrowser,
  rest: Pick<Walk, "sandbox" | "say" | "look">,
): Promise<Walk> {
  return {
    browser,
    ...rest,
    popup: await browser.open("popup.html"),
    panel: await browser.open("sidepanel.html"),
  };
}

/** The popup as the browser shows it, 380 px wide and as high as its content; and where there is less room. */
export async function lookAtPopup({ popup, look }: Walk, name: string): Promise<void> {
  await look({ page: popup, name: `${name}-320`, width: 320, height: [300, 900] });
  await look({ page: popup, name, width: 380, height: [300, 900] });
}

/** Options in a tab of its own, and as narrow as a window or the zoom may make it. */
export async function lookAtOptions({ look }: Walk, page: Page, name: string, height: Sight["height"]) {
  for (const width of [320, 480]) await look({ page, name: `${name}-${width}`, width, height });
  await look({ page, name, width: 720, height });
}

/** The panel in two widths: as most people have it, and at its narrowest. */
export async function lookAtPanel({ panel, look }: Walk, name: string, height: Sight["height"]) {
  await look({ page: panel, name: `${name}-320`, width: 320, height });
  await look({ page: panel, name, width: 480, height });
}

/** The page of shoots at the narrowest that is promised, and where it still can be used. */
export async function lookAtShoot({ look }: Walk, page: Page, name: string) {
  await look({ page, name: `${name}-640`, width: 640, height: [800, 800] });
  await look({ page, name, width: 1024, height: [800, 800] });
}

/** A photo to be handed in, by its name. */
export const photoFile = (name: string) => `${photos}${name}.jpg`;

export async function setReference({ popup, say }: Walk, role: Role, file: string): Promise<void> {
  await popup.bringToFront();
  const slot = popup.getByRole("group", { name: say(`role_${role}`), exact: true });
  await slot.locator("input[type=file]").setInputFiles(photoFile(file));
  await slot.getByRole("img").first().waitFor();
}

type Role = "face" | "product" | "background";

/** Writes a prompt and presses Generate; comes back when the popup's status says so. */
export async function make({ popup, say }: Walk, prompt: string, images: number, until: RegExp) {
  await popup.bringToFront();
  await popup.getByRole("textbox", { name: say("prompt"), exact: true }).fill(prompt);
  await popup.getByRole("spinbutton", { name: say("images") }).fill(String(images));
  await popup.getByRole("button", { name: say("generate"), exact: true }).click();
  await popup.getByRole("status").filter({ hasText: until }).waitFor({ timeout: 30_000 });
}

/** Presses the control of that name. */
export async function press(page: Page, role: "button" | "radio", name: string): Promise<void> {
  await page.getByRole(role, { name, exact: true }).click();
}

/** A sentence as a pattern, with `value` in the place of what changes in it; without one, anything fits there. */
export function patternOf(sentence: string, value?: string): RegExp {
  const parts = sentence.split(/\$\w+\$/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(parts.join(value ?? ".*"));
}
