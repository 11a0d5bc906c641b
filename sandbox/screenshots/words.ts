import en from "../../public/_locales/en/messages.json" with { type: "json" };
import id from "../../public/_locales/id/messages.json" with { type: "json" };

export const languages = ["en", "id"] as const;
export type Language = (typeof languages)[number];

/** The interface's words in one language, so that one walk through it works in each. */
export type Words = (key: keyof typeof en) => string;

export function wordsOf(language: Language): Words {
  const messages = language === "en" ? en : id;
  return (key) => messages[key].message;
}
