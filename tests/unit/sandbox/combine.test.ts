import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { layPanels } from "../../../sandbox/panels.ts";
import { type Behaviour, createSandbox } from "../../../sandbox/server.ts";
import { createCalls, FLUX2, FLUX2_LORA, fixed, photo, toDataUri } from "./calls.ts";
import { correlation } from "./thumbnail.ts";

const sandbox = await createSandbox({ queueMs: 30, runMs: 30 });
const { call, submit, follow } = createCalls(sandbox);
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const photos = await Promise.all((["face", "product", "background"] as const).map(photo));
const [facePhoto, productPhoto, backgroundPhoto] = photos;
/** A fourth that is like none of the others: light on the left, dark on the right. */
const slope = await sharp(
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><linearGradient id="a"><stop stop-color="#fff"/><stop offset="1"/></linearGradient><rect width="400" height="400" fill="url(#a)"/></svg>`,
  ),
)
  .jpeg()
  .toBuffer();

const body = (pictures: (Buffer | undefined)[], image_size: unknown = { width: 512, height: 512 }) => ({
  ...fixed,
  image_urls: pictures.map((bytes) => toDataUri(bytes as Buffer)),
  image_size,
});

async function make(endpoint: string, sent: unknown) {
  const { status, result } = await follow(await submit(endpoint, sent));
  if (status !== 200) return { status, result, bytes: Buffer.alloc(0), type: null };
  const media = await fetch(result.images[0].url);
  const bytes = Buffer.from(await media.arrayBuffer());
  return { status, result, bytes, type: media.headers.get("content-type") };
}

/** The middle of a picture in 12×12 pixels: no number, no caption. */
async function middle(bytes: Buffer): Promise<number[]> {
  const raw = await sharp(bytes)
    .resize(16, 16, { fit: "fill" })
    .removeAlpha()
    .toColourspace("srgb")
    .toBuffer();
  const region = { left: 2, top: 2, width: 12, height: 12 };
  return [...(await sharp(raw).extract(region).raw().toBuffer())];
}

/** How like each source its panel is. */
async function likeness(picture: Buffer, sources: Buffer[]): Promise<number[]> {
  const { width, height } = await sharp(picture).metadata();
  const sizes = await Promise.all(sources.map((source) => sharp(source).metadata()));
  const panels = layPanels(sizes, { width, height });
  return Promise.all(
    panels.map(async (panel, index) => {
      const seen = await middle(await sharp(picture).extract(panel).png().toBuffer());
      return correlation(seen, await middle(sources[index] as Buffer));
    }),
  );
}

describe("a picture from several", () => {
  it.each([
    [800, 800, 800, 800],
    [1360, 768, 1360, 768],
    [519, 2047, 512, 2048],
  ])("at %i×%i is a PNG of %i×%i in which each can be recognised", async (width, height, w, h) => {
    const { result, bytes, type } = await make(FLUX2, body([...photos, slope], { width, height }));
    expect(result.images[0]).toMatchObject({ width: w, height: h, content_type: "image/png" });
    expect(result.images[0].url).toMatch(/\.png$/);
    const seen = await sharp(bytes).metadata();
    expect([seen.width, seen.height, seen.format, type]).toEqual([w, h, "png", "image/png"]);
    for (const value of await likeness(bytes, [...photos, slope])) expect(value).toBeGreaterThan(0.75);
  });

  it("looks different when the order is another", async () => {
    const { bytes } = await make(FLUX2, body([productPhoto, facePhoto]));
    const [first] = await likeness(bytes, [facePhoto as Buffer, productPhoto as Buffer]);
    expect(first).toBeLessThan(0.75);
  });

  it.each([
    [FLUX2, 4],
    [FLUX2_LORA, 3],
  ])("%s drops what comes after the first %i", async (endpoint, most) => {
    const sent = [...photos, slope, slope];
    const broken = {
      ...body(sent),
      image_urls: [...body(sent.slice(0, most)).image_urls, "data:image/png;base64,AAAA"],
    };
    const { status, bytes } = await make(endpoint, broken);
    expect(status).toBe(200);
    const panels = await likeness(bytes, sent.slice(0, most) as Buffer[]);
    expect(Math.min(...panels)).toBeGreaterThan(0.7);
  });

  it("takes one picture, too, in JPEG when told so", async () => {
    const { result, bytes } = await make(FLUX2, { ...body([backgroundPhoto]), output_format: "jpeg" });
    expect(result.images[0]).toMatchObject({ width: 512, height: 512, content_type: "image/jpeg" });
    expect((await sharp(bytes).metadata()).format).toBe("jpeg");
  });
});

describe("what it refuses on the result", () => {
  const whole = body([facePhoto]).image_urls[0] as string;
  const bad: Record<string, string> = {
    "no base64": "data:image/png;base64,####",
    "base64 with its end cut off": whole.slice(0, -1),
    "no picture": `data:image/jpeg;base64,${Buffer.from("hello you").toString("base64")}`,
    "half a header": toDataUri((facePhoto as Buffer).subarray(0, 300)),
    "an address that leads nowhere": "https://example.com/a.jpg",
    "more than 10 MiB": `data:image/jpeg;base64,${"A".repeat(10 * 1024 * 1024)}`,
  };
  it.each(Object.keys(bad))("%s", async (name) => {
    const second = bad[name];
    const type = name === "more than 10 MiB" ? "file_too_large" : "image_load_error";
    const { status, result } = await make(FLUX2, { ...fixed, image_urls: [whole, second] });
    expect([status, result.detail[0].type, result.detail[0].loc]).toEqual([
      422,
      type,
      ["body", "image_urls", 1],
    ]);
    expect(sandbox.ledger()).toEqual([]);
  });
});

describe("a missing endpoint", () => {
  it.each([
    [FLUX2, "flux2"],
    [FLUX2_LORA, "flux2Lora"],
  ] as const)("%s: 404 on submit, or on the result", async (endpoint, name) => {
    sandbox.behave({ [name]: "missing" } as Partial<Behaviour>);
    const refused = await call("direct", "POST", `/${endpoint}`, body([facePhoto]));
    expect([refused.status, await refused.json()]).toEqual([
      404,
      { detail: "Application 'flux-2' not found" },
    ]);
    sandbox.behave({ [name]: "accepted-then-404" } as Partial<Behaviour>);
    const { status, result } = await make(endpoint, body([facePhoto]));
    const path = endpoint.slice("fal-ai/flux-2".length);
    expect([status, result]).toEqual([404, { detail: `Path ${path} not found` }]);
  });
});
