import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import type { ExtensionBrowser } from "../browser.ts";
import type { Sandbox } from "../server.ts";
import { shoot } from "./shoot.ts";
import type { Language, Words } from "./words.ts";

const photos = fileURLToPath(new URL("../../tests/photos/", import.meta.url));

/** Everything that a walk through the extension needs, in one language. */
export interface Walk {
  browser: ExtensionBrowser;
  sandbox: Sandbox;
  say: Words;
  /** What the names of this language's pictures end with. */
  mark: string;
  popup: Page;
  panel: Page;
}

export const markOf = (language: Language) => (language === "en" ? "" : `-${language}`);

/** The popup as the browser shows it: 380 px wide, and as high as its content. */
export function shootPopup({ popup, mark }: Walk, name: string): Promise<void> {
  return shoot({ page: popup, name: `${name}${mark}`, width: 380, height: [300, 900] });
}

/** The panel in two widths: as most people have it, and at its narrowest. */
export async function shootPanel(walk: Walk, name: string, height: [number, number]): Promise<void> {
  const { panel: page, mark } = walk;
  await shoot({ page, name: `${name}-320${mark}`, width: 320, height });
  await shoot({ page, name: `${name}${mark}`, width: 480, height });
}

export async function setReference({ popup, say }: Walk, role: Role, file: string): Promise<void> {
  await popup.bringToFront();
  const slot = popup.getByRole("group", { name: say(`role_${role}`), exact: true });
  await slot.locator("input[type=file]").setInputFiles(`${photos}${file}.jpg`);
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

/** A sentence as a pattern, with `value` in the place of what changes in it; without one, anything fits there. */
export function patternOf(sentence: string, value?: string): RegExp {
  const parts = sentence.split(/\$\w+\$/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(parts.join(value ?? ".*"));
}
