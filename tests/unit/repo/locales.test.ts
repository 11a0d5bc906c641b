import { describe, expect, it } from "vitest";
import { failureCodes } from "../../../lib/failure/failure";
import en from "../../../public/_locales/en/messages.json";
import id from "../../../public/_locales/id/messages.json";

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}
const locales: Record<string, Record<string, Message>> = { en, id };

/** The names that a sentence uses, as `$NAME$`. */
function namesIn(message: string): string[] {
  return [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => (name ?? "").toLowerCase()).sort();
}

it("has the same keys in every locale", () => {
  expect(Object.keys(id).sort()).toEqual(Object.keys(en).sort());
});

describe.each(Object.entries(locales))("%s", (_, messages) => {
  it("says something everywhere, with the placeholders of the English sentences", () => {
    for (const key of Object.keys(en)) {
      const { message, placeholders } = messages[key] ?? { message: "" };
      expect(message.trim(), key).not.toBe("");
      expect(placeholders, key).toEqual(locales.en?.[key]?.placeholders);
      expect(namesIn(message), key).toEqual(Object.keys(placeholders ?? {}).sort());
    }
  });

  it.each(failureCodes)("has a sentence for the failure %s", (code) => {
    const sentence = messages[`error_${code}`]?.message ?? "";
    expect(sentence).toMatch(/[.)”$]$/);
    expect(sentence).not.toMatch(/!|oops/i);
  });

  it("describes the extension within the stores' 132 characters", () => {
    expect(messages.extensionDescription?.message.length).toBeLessThanOrEqual(132);
  });
});
