import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parsePagePicture } from "../../../lib/capture/page-image";

const jpeg = (await readFile(new URL("../../photos/face.jpg", import.meta.url))).toString("base64");
const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const original = { width: 640, height: 480, format: "webp", bytes: 1234 };

it("a picture from a page is measured again", () => {
  const lie = { jpeg, thumbnail: jpeg, original, size: { width: 1, height: 1 } };
  const picture = parsePagePicture(lie);
  if (!picture || "failure" in picture) throw new Error("no picture");
  expect(picture.jpeg.type).toBe("image/jpeg");
  expect(picture.size.width).toBeGreaterThan(100);
  expect(picture.original).toEqual(original);
});

it("a failure comes through as a failure", () => {
  expect(parsePagePicture({ failure: { code: "capture_empty" } })).toEqual({
    failure: { code: "capture_empty" },
  });
});

/** Nothing of a page's making may become a picture, whether it is refused or thrown out. */
function accepted(value: unknown): boolean {
  try {
    return parsePagePicture(value) !== undefined;
  } catch {
    return false;
  }
}

describe("anything else is refused", () => {
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["an unknown failure", { failure: { code: "boom" } }],
    ["a PNG", { jpeg: png, thumbnail: jpeg, original }],
    ["a PNG as thumbnail", { jpeg, thumbnail: png, original }],
    ["no picture's bytes", { jpeg: "QUJD", thumbnail: jpeg, original }],
    ["no base64", { jpeg: "<script>", thumbnail: jpeg, original }],
    ["no bytes", { jpeg: "", thumbnail: jpeg, original }],
    ["too many bytes", { jpeg: jpeg + "A".repeat(600_000), thumbnail: jpeg, original }],
    ["no original", { jpeg, thumbnail: jpeg }],
    ["an odd original", { jpeg, thumbnail: jpeg, original: { ...original, width: -1 } }],
    ["a long format", { jpeg, thumbnail: jpeg, original: { ...original, format: "x".repeat(11) } }],
  ])("%s", (_name, value) => expect(accepted(value)).toBe(false));
});
