import { expect, it } from "vitest";
import { createUniqueNames, pictureFileName } from "../../../lib/export/file-name";
import { generationIn } from "../support/records";

const createdAt = new Date(2026, 10, 22, 14, 2).getTime();

it.each([
  ["Coffee on a marble counter", "image/jpeg", "refshot-2026-11-22-1402-coffee-on-a-marble-1.jpg"],
  ["../../etc/passwd\0 CON", "image/png", "refshot-2026-11-22-1402-etc-passwd-con-1.png"],
  ["قهوة ☕️ عربية", "image/webp", "refshot-2026-11-22-1402-قهوة-عربية-1.webp"],
  ["?!", "image/../../x", "refshot-2026-11-22-1402-1.jpg"],
  ["x".repeat(100_000), "image/jpeg", `refshot-2026-11-22-1402-${"x".repeat(80)}-1.jpg`],
  ["แก้วกาแฟบนโต๊ะหินอ่อน", "image/jpeg", "refshot-2026-11-22-1402-แก้วกาแฟบนโต๊ะหินอ่อน-1.jpg"],
  [
    "कॉफ़ी का प्याला संगमरमर पर",
    "image/jpeg",
    "refshot-2026-11-22-1402-कॉफ़ी-का-प्याला-संगमरमर-1.jpg".normalize("NFC"),
  ],
  ["Cafe\u0301 cre\u0300me", "image/jpeg", "refshot-2026-11-22-1402-caf\u00e9-cr\u00e8me-1.jpg"],
  ["half a letter \ud83d", "image/jpeg", "refshot-2026-11-22-1402-half-a-letter-1.jpg"],
])("%.30s", (prompt, type, name) =>
  expect(pictureFileName(generationIn("done", { prompt, createdAt }), type)).toBe(name),
);

it.each([
  ["Merah Espresso Set, 2 cups", "merah-espresso-set-2-a-cup"],
  ["../<b>", "b-a-cup"],
  [undefined, "a-cup"],
])("with the name of the product: %s", (name, middle) => {
  const places = [
    { referenceId: "f", role: "face", name: "Sari" },
    { referenceId: "p", role: "product", position: 1, name },
  ];
  const generation = generationIn("done", { prompt: "A cup", createdAt, places });
  expect(pictureFileName(generation, "image/jpeg")).toBe(`refshot-2026-11-22-1402-${middle}-1.jpg`);
});

it.each([
  ["mathematical letters of four bytes", "𝐂𝐨𝐟𝐟𝐞𝐞".repeat(20)],
  ["many marks on one letter", `a${"\u0301".repeat(400)} b`],
  ["Thai without spaces", "แก้วกาแฟ".repeat(60)],
  ["families of emoji with letters", "x👨‍👩‍👧‍👦".repeat(80)],
])("%s: a name that every disk takes", (_name, words) => {
  const places = [{ referenceId: "p", role: "product", position: 1, name: words }];
  const name = pictureFileName(generationIn("done", { prompt: words, createdAt, places }), "image/jpeg");
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(240);
  expect(name).toBe(name.toWellFormed());
  expect(name).toMatch(/-1\.jpg$/);
  // No letter is parted from its marks: none begins a word.
  expect(name).not.toMatch(/-\p{M}/u);
});

it("names in one zip differ, whatever their case", () => {
  const unique = createUniqueNames();
  expect(["a.jpg", "A.jpg", "a.jpg", "b.jpg"].map(unique)).toEqual(["a.jpg", "A-2.jpg", "a-3.jpg", "b.jpg"]);
});
