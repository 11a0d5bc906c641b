import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import sharp from "sharp";

/** What one picture for a store shows. */
export interface Scene {
  /** The file's name without its ending. */
  name: string;
  width: number;
  height: number;
  title: string;
  text: string;
  /** Pictures of real surfaces (PNG, two device pixels to one), left to right. */
  surfaces: { png: Buffer; width: number }[];
}

const icon = readFileSync(new URL("../public/icon/refshot.svg", import.meta.url), "utf8");

/** Puts title and surfaces on one sheet of exactly the scene's size, and writes it as a PNG without transparency. */
export async function compose(page: Page, scene: Scene, folder: string): Promise<void> {
  const { width, height } = scene;
  await page.setViewportSize({ width, height });
  await page.setContent(sheet(scene));
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  const taken = await page.screenshot();
  await sharp(taken)
    .resize(width, height)
    .removeAlpha()
    .png({ palette: true, quality: 92, effort: 10 })
    .toFile(`${folder}${scene.name}.png`);
}

function sheet({ height, title, text, surfaces }: Scene): string {
  const small = height < 400;
  const pictures = surfaces.map(
    ({ png, width }) => `<img width="${width}" src="data:image/png;base64,${png.toString("base64")}">`,
  );
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; height: ${height}px; overflow: hidden; display: flex; align-items: center; gap: 48px;
      padding: 0 ${small ? 32 : 64}px; box-sizing: border-box; font-family: system-ui, sans-serif; color: #1b1d24;
      background: linear-gradient(115deg, #fff 0%, #fdf1ee 60%, #f9d3ca 100%); }
    header { flex: 1; min-width: 0; } header svg { width: ${small ? 56 : 72}px; height: ${small ? 56 : 72}px; }
    h1 { font-size: ${small ? 34 : 44}px; line-height: 1.15; margin: ${small ? 12 : 24}px 0 ${small ? 6 : 16}px; }
    p { font-size: ${small ? 18 : 22}px; line-height: 1.4; margin: 0; color: #454a58; }
    .surfaces { display: flex; gap: 24px; align-items: flex-start; max-height: ${height - 64}px; }
    img { border-radius: 12px; box-shadow: 0 2px 4px #1b1d2422, 0 20px 48px #1b1d2433; }
  </style><header>${icon}<h1>${title}</h1><p>${text}</p></header><div class="surfaces">${pictures.join("")}</div>`;
}
