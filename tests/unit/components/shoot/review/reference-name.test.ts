import { expect, it, vi } from "vitest";
import { referenceName } from "../../../../../components/shoot/review/reference-name";

vi.mock("../../../../../lib/browser/i18n", () => ({ text: (name: string) => name }));

it.each([
  [{ role: "product", name: "Blue cup" }, "role_product: Blue cup"],
  [{ role: "face", name: "Ana" }, "role_face: Ana"],
  // What stands beside it is «Product» alone: the same once more would be heard twice.
  [{ role: "product" }, "filterRole: role_product"],
  [{ role: "background", name: "" }, "filterRole: role_background"],
] as const)("the picture of %j is called %s", (slot, name) => {
  expect(referenceName(slot)).toBe(name);
});
