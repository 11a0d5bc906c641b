import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../../store/pictures/", import.meta.url));

describe("pictures for the stores", () => {
  const sizes: [RegExp, number, number][] = [
    [/^[1-5]-[a-z]+(-id)?\.png$/, 1280, 800],
    [/^promo-small(-id)?\.png$/, 440, 280],
    [/^promo-large(-id)?\.png$/, 1400, 560],
    [/^logo-300\.png$/, 300, 300],
  ];
  const names = readdirSync(folder);

  it.each(sizes)("%s: there, %i×%i", async (name, width, height) => {
    const of = names.filter((one) => name.test(one));
    expect(of.length).toBeGreaterThan(0);
    for (const one of of)
      expect(await sharp(`${folder}${one}`).metadata(), one).toMatchObject({ width, height });
  });

  it("no other", () => expect(names.filter((one) => !sizes.some(([name]) => name.test(one)))).toEqual([]));
});
