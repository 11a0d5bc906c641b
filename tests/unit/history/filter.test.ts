import { describe, expect, it } from "vitest";
import type { Generation } from "../../../lib/domain/generation";
import { failureCodes } from "../../../lib/failure/failure";
import {
  compileFilter,
  countChoices,
  everything,
  type Filter,
  failureIn,
  normalizeText,
  packFlags,
  searchTerms,
  shootNumber,
} from "../../../lib/history/filter";
import { addText, findTexts, noTexts } from "../../../lib/history/packed-texts";
import { fromPicture, generationIn } from "../support/records";

const noon = new Date(2026, 10, 22, 12).getTime();
const place = { referenceId: "r", role: "product", position: 1 } as const;
const plain = generationIn("done", { createdAt: noon });
const starred = generationIn("done", { createdAt: noon, favourite: true });
const withProduct = generationIn("failed", { createdAt: noon, ...fromPicture(place) });
const inShoot = generationIn("done", { createdAt: noon, shootId: "autumn", cell: "a:b" });
const combined = generationIn("cancelled", { ...fromPicture(place), mode: "multi-reference" });

function isWanted(generation: Generation, choices: Partial<Filter>, text = ""): boolean {
  const filter = { ...everything, ...choices };
  const texts = noTexts();
  addText(texts, normalizeText(text));
  const [hasWords = false] = findTexts(texts, searchTerms(filter));
  return (
    hasWords &&
    compileFilter(filter)(packFlags(generation), generation.createdAt, shootNumber(generation.shootId))
  );
}

describe("a filter", () => {
  it.each<[Partial<Filter>, Generation, boolean]>([
    [{}, plain, true],
    [{ favourite: true }, plain, false],
    [{ favourite: true }, starred, true],
    [{ mode: "text-to-image" }, plain, true],
    [{ mode: "text-to-image" }, withProduct, false],
    [{ mode: "image-to-image" }, withProduct, true],
    [{ mode: "multi-reference" }, withProduct, false],
    [{ mode: "multi-reference" }, combined, true],
    [{ mode: "image-to-image" }, combined, false],
    [{ mode: "text-to-image" }, combined, false],
    [{ outcome: "cancelled" }, combined, true],
    [{ outcome: "failed" }, combined, false],
    [{ role: "product" }, withProduct, true],
    [{ role: "face" }, withProduct, false],
    [{ outcome: "failed" }, withProduct, true],
    [{ outcome: "done" }, withProduct, false],
    [{ outcome: "open" }, generationIn("running"), true],
    [{ outcome: "open" }, generationIn("queued"), true],
    [{ from: "2026-11-22" }, plain, true],
    [{ from: "2026-11-23" }, plain, false],
    [{ to: "2026-11-22" }, plain, true],
    [{ to: "2026-11-21" }, plain, false],
    [{ shoot: "autumn" }, inShoot, true],
    [{ shoot: "winter" }, inShoot, false],
    [{ shoot: "autumn" }, plain, false],
    [{ shoot: "autumn", outcome: "failed" }, inShoot, false],
    [{ role: "product", outcome: "failed", favourite: true }, withProduct, false],
  ])("%j", (choices, generation, wanted) => expect(isWanted(generation, choices)).toBe(wanted));

  it.each([
    ["red", "A RED hat", true],
    ["HAT red", "a red hat", true],
    ["re ha", "a red hat", true],
    ["green", "a red hat", false],
    [".*", "a red hat", false],
    ["  ", "", true],
    ["ﬁsh", "fish", true],
    ["قهوة", "فنجان قهوة", true],
    ["👟", "a 👟 on sand", true],
  ])("search for %j in %j", (words, text, wanted) => expect(isWanted(plain, { words }, text)).toBe(wanted));

  it("tells every failure from every other", () => {
    const numbers = failureCodes.map((code) =>
      failureIn(packFlags(generationIn("failed", { failure: { code } }))),
    );
    expect(new Set(numbers).size).toBe(failureCodes.length);
    expect(numbers).not.toContain(0);
  });

  it("counts what narrows the view", () => {
    expect(countChoices({ ...everything, words: "x", sort: "oldest" })).toBe(0);
    expect(countChoices({ ...everything, favourite: true, from: "2026-01-01", role: undefined })).toBe(2);
  });
});
