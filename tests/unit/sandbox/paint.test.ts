import { describe, expect, it } from "vitest";
import { wrapCaption } from "../../../sandbox/caption.ts";
import { paintFromPicture, paintFromText } from "../../../sandbox/paint.ts";
import { photo } from "./calls.ts";
import { correlation, distance, thumbnail } from "./thumbnail.ts";

const format = "jpeg";

describe("a picture painted from a picture", () => {
  it.each([
    ["face", 512, 512],
    ["product", 600, 400],
    ["background", 1024, 484],
  ] as const)("%s keeps its size and layout, in new light", async (name, width, height) => {
    const source = await photo(name);
    const painted = await paintFromPicture(source, { prompt: "<&> \u0000 \ud800 'quoted'", seed: 1, format });
    expect([painted.width, painted.height]).toEqual([width, height]);
    const [before, after] = [await thumbnail(source), await thumbnail(painted.data)];
    expect(distance(before, after)).toBeGreaterThan(5);
    expect(distance(before, after)).toBeLessThan(50);
    expect(correlation(before, after)).toBeGreaterThan(0.8);
  });

  it("may be as small as 16 pixels", async () => {
    const { data } = await paintFromText({ width: 16, height: 16 }, { prompt: "tiny", seed: 1, format });
    const painted = await paintFromPicture(data, { prompt: "tiny", seed: 2, format });
    expect([painted.width, painted.height]).toEqual([16, 16]);
  });
});

it("neighbouring seeds dream different landscapes, the same seed the same one", async () => {
  const dream = async (seed: number) =>
    thumbnail((await paintFromText({ width: 256, height: 192 }, { prompt: "a", seed, format })).data);
  expect(distance(await dream(1), await dream(2))).toBeGreaterThan(20);
  expect(await dream(3)).toEqual(await dream(3));
});

it("captions take two lines, and end in an ellipsis when there is more", () => {
  expect(wrapCaption("", 20)).toEqual([]);
  expect(wrapCaption("one line", 20)).toEqual(["one line"]);
  expect(wrapCaption("word ".repeat(40), 20)).toEqual([expect.any(String), expect.stringMatching(/…$/)]);
  expect(wrapCaption("鞋".repeat(100), 20).map((line) => line.length)).toEqual([19, 19]);
});
