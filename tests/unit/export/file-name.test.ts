import { expect, it } from "vitest";
import { createUniqueNames, pictureFileName } from "../../../lib/export/file-name";
import { generationIn } from "../support/records";

const createdAt = new Date(2026, 10, 22, 14, 2).getTime();

it.each([
  ["Coffee on a marble counter", "image/jpeg", "refshot-2026-11-22-1402-coffee-on-a-marble-1.jpg"],
  ["../../etc/passwd\0 CON", "image/png", "refshot-2026-11-22-1402-etc-passwd-con-1.png"],
  ["قهوة ☕️ عربية", "image/webp", "refshot-2026-11-22-1402-قهوة-عربية-1.webp"],
  ["?!", "image/../../x", "refshot-2026-11-22-1402-1.jpg"],
  ["x".repeat(100_000), "image/jpeg", `refshot-2026-11-22-1402-${"x".repeat(60)}-1.jpg`],
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

it("names in one zip differ, whatever their case", () => {
  const unique = createUniqueNames();
  expect(["a.jpg", "A.jpg", "a.jpg", "b.jpg"].map(unique)).toEqual(["a.jpg", "A-2.jpg", "a-3.jpg", "b.jpg"]);
});
