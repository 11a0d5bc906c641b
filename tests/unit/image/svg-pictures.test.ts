import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { memoryInside } from "../../../lib/image/svg-pictures";
import { pngBomb } from "../../security/bombs.ts";

const small = await sharp({ create: { width: 200, height: 100, channels: 3, background: "teal" } })
  .png()
  .toBuffer();
const bomb = pngBomb(9_000);
const limit = 300_000_000;

const inBase64 = (bytes: Uint8Array, type = "image/png") =>
  `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
const inPercents = (bytes: Uint8Array) =>
  [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
const image = (address: string) => svg(`<image href="${address}"/>`);

describe("pictures inside a drawing are bounded as any others", () => {
  it.each<[string, string]>([
    ["in <image>", image(inBase64(bomb))],
    ["under another name", image(inBase64(bomb, "font/woff2"))],
    ["in capitals", image(inBase64(bomb).replace("data:image/png;base64", "DATA:;Charset=x; BASE64"))],
    ["in percents", image(`data:image/png,${inPercents(bomb)}`)],
    ["base64 with percents", image(inBase64(bomb).replace("VBOR", "V%42OR"))],
    ["over lines", image(inBase64(bomb).replace(/(.{60})/g, "$1&#xA;"))],
    ["with a line inside the scheme", image(inBase64(bomb).replace("data", "da&#x9;ta"))],
    ["in a style", svg(`<rect style="mask-image:url(${inBase64(bomb)})"/>`)],
    [
      "in a style sheet, escaped",
      svg(`<style>rect{mask:url(${inBase64(bomb).replace("data", "d\\61 t\\000061")})}</style>`),
    ],
    [
      "in a list",
      svg(`<foreignObject><img srcset="${inBase64(small)} 1x, ${inBase64(bomb)} 2x"/></foreignObject>`),
    ],
    ["in a drawing inside", image(inBase64(Buffer.from(image(inBase64(bomb))), "image/svg+xml"))],
    [
      "in a drawing inside, in percents",
      image(`data:image/svg+xml,${encodeURIComponent(image(inBase64(bomb)))}`),
    ],
    [
      "in a style sheet that is imported",
      svg(`<style>@import "${inBase64(Buffer.from(`a{mask:url(${inBase64(bomb)})}`), "text/css")}"</style>`),
    ],
    [
      "as many that are each allowed",
      svg(Array.from({ length: 8 }, (_, i) => `<image href="${inBase64(pngBomb(4_000 + i))}"/>`).join("")),
    ],
    ["as a header that breaks off", image(inBase64(bomb.subarray(0, 20)))],
  ])("%s", (_name, source) => expect(memoryInside(source)).toBeGreaterThan(limit));

  it.each<[string, string]>([
    ["no picture at all", svg('<rect width="9" fill="url(#a)"/>')],
    ["a small one", image(inBase64(small))],
    ["the same a hundred times", svg(image(inBase64(small)).repeat(100))],
    [
      "a typeface",
      svg(
        `<style>@font-face{src:url(${inBase64(crypto.getRandomValues(new Uint8Array(60_000)), "font/woff2")})}</style>`,
      ),
    ],
    ["percents that mean nothing", svg("<text>100%25 data: 50%</text>")],
  ])("%s is drawn", (_name, source) => expect(memoryInside(source)).toBeLessThan(10_000_000));

  it("wrapped without end it is refused", () => {
    let source = image(inBase64(small));
    for (let i = 0; i < 9; i++) source = image(inBase64(Buffer.from(source), "image/svg+xml"));
    expect(memoryInside(source)).toBe(Number.POSITIVE_INFINITY);
  });

  it("goes over a long text a few times, not a thousand", () => {
    const long = ["data:,".repeat(400_000), "data:;base64,".repeat(200_000), `data:${"%25".repeat(500_000)}`];
    const began = performance.now();
    for (const text of long) memoryInside(text);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
