import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sharp from "sharp";
import type { Sight } from "./walk.ts";

export const output = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));

/** One picture in light and one in dark; `name` becomes `name-light.png` and `name-dark.png`. */
export async function shoot({ page, name, width, height: [least, most] }: Sight): Promise<void> {
  await page.bringToFront();
  await page.setViewportSize({ width, height: least });
  const content = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(Math.max(content, least), most) });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await pictures(page);
    // A palette: a third of the bytes, and nobody sees the difference in a document.
    const small = await sharp(await page.screenshot())
      .png({ palette: true, quality: 90, effort: 10 })
      .toBuffer();
    await writeFile(`${output}${name}-${colorScheme}.png`, small);
  }
}

/** Every picture in sight is there and decoded. */
async function pictures(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
}
