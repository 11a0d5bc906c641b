import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseHTML } from "linkedom";
import { describe, expect, it, vi } from "vitest";
import { fillErrorLists, guideGroup } from "../../../components/guide/error-list";
import { failureCodes } from "../../../lib/failure/failure";
import en from "../../../public/_locales/en/messages.json";
import id from "../../../public/_locales/id/messages.json";

const locales: Record<string, Record<string, { message: string }>> = { en, id };
const root = fileURLToPath(new URL("../../../", import.meta.url));
const open = (language: string) =>
  parseHTML(readFileSync(`${root}entrypoints/guide-${language}.html`, "utf8")).document;

vi.mock("../../../lib/browser/i18n", () => ({ text: (key: string, value: string) => `${key} ${value}` }));

describe.each(Object.entries(locales))("the guide, %s", (language, messages) => {
  it("calls every control what its own screen calls it", () => {
    const words = new Set(Object.values(messages).map(({ message }) => message));
    const named = [...open(language).querySelectorAll("b")].map((one) => one.textContent);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !words.has(name ?? ""))).toEqual([]);
  });

  it("has every failure's sentence, once, and no empty list", () => {
    const page = open(language);
    fillErrorLists(page);
    const listed = [...page.querySelectorAll("[data-errors] li")].map((one) => one.textContent);
    expect(listed.sort()).toEqual(failureCodes.map((code) => `error_${code} …`).sort());
    for (const list of page.querySelectorAll("[data-errors]"))
      expect(list.children.length).toBeGreaterThan(0);
  });

  it("has the chapters of the other language, each in its contents", () => {
    const chapters = (document: Document) => [...document.querySelectorAll("h2")].map((one) => one.id);
    const page = open(language);
    expect(chapters(page)).toEqual(chapters(open("en")));
    const links = [...page.querySelectorAll("nav a")].map((one) => one.getAttribute("href"));
    expect(links).toEqual(chapters(page).map((chapter) => `#${chapter}`));
  });
});

it.each([
  ["capture_too_small", "reference"],
  ["key_refused", "fal"],
  ["backup_newer", "files"],
  ["shoot_full", "shoot"],
] as const)("%s is told under %s", (code, group) => expect(guideGroup(code)).toBe(group));
