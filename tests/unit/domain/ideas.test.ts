import { describe, expect, it } from "vitest";
import { ideaLanguages, ideas, ideasFor } from "../../../lib/domain/ideas";
import type { Mode } from "../../../lib/domain/request";
import type { Role } from "../../../lib/domain/tray";

const idsFor = (mode: Mode, sent: Role[]) => ideasFor(mode, sent).map(({ id }) => id);

describe("ideas fit what will be sent", () => {
  it.each<[Mode, Role[], string, string]>([
    ["text-to-image", [], "table", "wearsIt"],
    ["image-to-image", ["product"], "table", "studioPortrait"],
    ["image-to-image", ["face"], "studioPortrait", "table"],
    ["image-to-image", ["background"], "morningPlace", "table"],
    ["multi-reference", ["face", "product"], "wearsIt", "productInPlace"],
    ["multi-reference", ["face", "background"], "personInPlace", "wearsIt"],
    ["multi-reference", ["product", "background"], "productInPlace", "personInPlace"],
    ["multi-reference", ["product", "product"], "productFamily", "wearsIt"],
    ["multi-reference", ["face", "product", "background"], "allTogether", "productFamily"],
  ])("%s of %j: %s, not %s", (mode, sent, fitting, other) => {
    expect(idsFor(mode, sent)).toContain(fitting);
    expect(idsFor(mode, sent)).not.toContain(other);
  });

  it("what uses most of it comes first", () => {
    expect(idsFor("multi-reference", ["face", "product", "background"])[0]).toBe("allTogether");
  });
});

it("every idea that speaks of a product names it by {product}, in both languages, and no other does", () => {
  for (const { id, fits, prompt } of ideas)
    for (const language of ideaLanguages)
      expect(prompt[language].includes("{product}"), `${id} ${language}`).toBe(
        [fits].flat().includes("product"),
      );
  expect(new Set(ideas.map(({ id }) => id)).size).toBe(ideas.length);
});
