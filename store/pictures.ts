// `npm run store:pictures`: the pictures for the stores, into store/pictures/: five screenshots of 1280×800 in each
// language, the small and the large promotional picture, the logo. They are laid out from docs/screenshots, which
// `npm run screenshots` takes from the real extension.
import { mkdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { type Scene, scenes } from "./scenes.ts";

const folder = fileURLToPath(new URL("pictures/", import.meta.url));
const screenshots = fileURLToPath(new URL("../docs/screenshots/", import.meta.url));
const icon = await readFile(new URL("../public/icon/refshot.svg", import.meta.url));
const margin = 40;

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const language of ["en", "id"] as const)
  for (const scene of scenes) {
    const name = language === "en" ? scene.name : `${scene.name}-${language}`;
    const surface = scene.surface
      ? await surfaceOf(scene.surface, language, scene.height - 2 * margin)
      : undefined;
    await compose(name, scene, scene[language], surface);
    console.log(name);
  }
await sharp(icon, { density: 1_350 }).resize(300, 300).png().toFile(`${folder}logo-300.png`);

interface Surface {
  png: Buffer;
  width: number;
  height: number;
}

/** A screenshot with round corners; of a high one, as much from its top as there is room for. */
async function surfaceOf(name: string, language: "en" | "id", most: number): Promise<Surface> {
  const file = `${screenshots}${name}${language === "en" ? "" : `-${language}`}-light.png`;
  const { width, height: full } = await sharp(file).metadata();
  const height = Math.min(full, most);
  const corners = `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="12"/></svg>`;
  const cut = await sharp(file).extract({ left: 0, top: 0, width, height }).toBuffer();
  const png = await sharp(cut)
    .ensureAlpha()
    .composite([{ input: Buffer.from(corners), blend: "dest-in" }])
    .png()
    .toBuffer();
  return { png, width, height };
}

/** Title and text on the left, the surface on the right with a shadow, or nothing; without transparency. */
async function compose(
  name: string,
  { width, height }: Scene,
  { title, text }: Scene["en"],
  surface: Surface | undefined,
): Promise<void> {
  const isSmall = height < 400;
  const [size, side] = isSmall ? [30, 32] : [40, 64];
  const lines = (rows: string[], top: number, px: number, look: string) =>
    rows
      .map((row, i) => `<text x="${side}" y="${top + i * px * 1.25}" font-size="${px}" ${look}>${row}</text>`)
      .join("");
  const small = Math.round(size * 0.5);
  const top =
    height / 2 - (title.length * size * 1.25 + text.length * small * 1.4 - (isSmall ? 72 : 100)) / 2;
  const left = surface ? width - surface.width - side : 0;
  const above = surface ? Math.round((height - surface.height) / 2) : 0;
  const shadow = surface
    ? `<rect x="${left}" y="${above + 10}" width="${surface.width}" height="${surface.height}" rx="12" fill="#1b1d24" opacity=".28" filter="url(#soft)"/>`
    : "";
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="system-ui, 'DejaVu Sans', sans-serif">
    <defs><linearGradient id="ground" x2="1" y2=".6"><stop stop-color="#fff"/><stop offset=".55" stop-color="#fdf1ee"/><stop offset="1" stop-color="#f6c9be"/></linearGradient>
    <filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="18"/></filter></defs>
    <rect width="${width}" height="${height}" fill="url(#ground)"/>${shadow}
    ${lines(title, top, size, 'font-weight="700" fill="#1b1d24"')}
    ${lines(text, top + title.length * size * 1.25 + small * 0.4, small, 'fill="#454a58"')}</svg>`;
  const mark = isSmall ? 48 : 64;
  await sharp(Buffer.from(sheet))
    .composite([
      {
        input: await sharp(icon, { density: 600 }).resize(mark, mark).png().toBuffer(),
        left: side,
        top: Math.round(top - size - mark - (isSmall ? 4 : 16)),
      },
      ...(surface ? [{ input: surface.png, left, top: above }] : []),
    ])
    .removeAlpha()
    .png({ palette: true, quality: 92, effort: 8 })
    .toFile(`${folder}${name}.png`);
}
