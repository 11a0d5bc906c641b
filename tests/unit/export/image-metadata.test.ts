import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { embedParameters, readParameters } from "../../../lib/export/image-metadata";
import { parametersOf } from "../../../lib/export/parameters";
import { fromPicture, generationIn } from "../support/records";

const plain = sharp({ create: { width: 40, height: 30, channels: 3, background: "#c96" } });
const pictures = { jpeg: () => plain.clone().jpeg().toBuffer(), png: () => plain.clone().png().toBuffer() };
const bytesOf = async (format: keyof typeof pictures) => new Uint8Array(await pictures[format]());
const made = (changes: object) => parametersOf(generationIn("done", changes));

const prompts = {
  plain: "A cup on marble",
  "markup and quotes": `<script>alert("1")</script> & ]]> </refshot:parameters> 'x'`,
  "emoji and right to left": "قهوة ☕️ في فنجان 👩‍🎨",
  "control characters and halves of pairs": "a\u0000b\u0007\u009f\ufffe\ud800",
  "a hundred thousand characters": "lång prompt ".repeat(8400),
};

describe.each(["jpeg", "png"] as const)("%s", (format) => {
  it.each(Object.entries(prompts))("carries %s and gives it back", async (_, prompt) => {
    const parameters = made({ prompt });
    const picture = embedParameters(await bytesOf(format), parameters);
    expect(readParameters(picture)).toEqual(parameters);
  });

  it("is the same picture, and says that a model made it", async () => {
    const before = await bytesOf(format);
    const after = embedParameters(before, made({}));
    const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
    expect((await pixels(after)).equals(await pixels(before))).toBe(true);
    const { xmp } = await sharp(after).metadata();
    expect(xmp?.toString()).toContain(
      "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia<",
    );
  });

  it("twice is once", async () => {
    const once = embedParameters(
      await bytesOf(format),
      made({ prompt: prompts["a hundred thousand characters"] }),
    );
    const twice = embedParameters(once, made({ prompt: "second" }));
    expect(readParameters(twice)?.prompt).toBe("second");
    expect(twice.length).toBeLessThan(once.length);
  });

  it("broken anywhere, says nothing and does not throw", async () => {
    const whole = embedParameters(await bytesOf(format), made({}));
    for (let length = 0; length < whole.length; length += 7) {
      const cut = whole.slice(0, length);
      expect(() => readParameters(cut)).not.toThrow();
      expect(() => embedParameters(cut, made({}))).not.toThrow();
    }
  });
});

it("what was sent is marked; where it came from is not told", () => {
  const place = { referenceId: "secret-id", role: "face" } as const;
  const parameters = made({ ...fromPicture(place), note: "for Ani" });
  expect(parameters.references).toEqual([{ role: "face", sent: true }]);
  expect(parameters.strength).toBe(0.65);
  expect(JSON.stringify(parameters)).not.toMatch(/secret-id|Ani/);
});

it.each([
  ["no picture", new Uint8Array([1, 2, 3])],
  ["nothing", new Uint8Array()],
])("%s stays as it is", (_, bytes) => {
  expect(embedParameters(bytes, made({}))).toEqual(bytes);
  expect(readParameters(bytes)).toBeUndefined();
});

it.each([
  ["another program's", { app: "Other" }],
  ["a newer version's", { version: 2 }],
  ["a prompt that is too long", { prompt: "x".repeat(200_001) }],
])("parameters refused: %s", async (_, change) => {
  const bytes = embedParameters(await bytesOf("png"), { ...made({}), ...change } as never);
  expect(readParameters(bytes)).toBeUndefined();
});
