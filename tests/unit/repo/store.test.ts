import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import own from "../../../package.json";
import lock from "../../../package-lock.json";
import en from "../../../public/_locales/en/messages.json";
import id from "../../../public/_locales/id/messages.json";
import chrome from "../../security/manifest.chrome.json";
import firefox from "../../security/manifest.firefox.json";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, "utf8");
const locales = { en, id };

/** The text under a heading of a listing; by its place, since the languages call it differently. */
const chapter = (listing: string, place: number) => listing.split(/^## .*$/m)[place]!.trim();
const [summary, description, terms, reasons] = [2, 3, 5, 7];

const asked = [chrome, firefox].flatMap((manifest) => [
  ...manifest.permissions,
  ...manifest.host_permissions,
  ...manifest.optional_host_permissions,
]);

describe.each(["en", "id"] as const)("what the stores get, %s", (language) => {
  const listing = read(`store/listing.${language}.md`);

  it("gives a reason for each permission of the manifests, and for no other", () => {
    const given = [...chapter(listing, reasons!).matchAll(/^- `([^`]+)`.*: \S/gm)].map(([, name]) => name);
    expect(given.sort()).toEqual([...new Set(asked)].sort());
  });

  it("has the manifest's summary, a description that Edge takes, at most seven search terms", () => {
    expect(chapter(listing, summary!)).toBe(locales[language].extensionDescription.message);
    const { length } = chapter(listing, description!);
    expect(length).toBeGreaterThanOrEqual(250);
    expect(length).toBeLessThanOrEqual(10_000);
    expect(chapter(listing, terms!).split(",").length).toBeLessThanOrEqual(7);
  });

  it("has a privacy policy that names every host of fal's which gets a key", () => {
    const policy = read(`store/privacy.${language}.md`);
    for (const host of ["queue.fal.run", "api.fal.ai"]) expect(policy).toContain(`\`${host}\``);
    expect(chrome.host_permissions.map((host) => new URL(host.replace("*.", "")).host)).toEqual([
      "queue.fal.run",
      "api.fal.ai",
      "fal.media",
    ]);
  });

  it("calls no browser by its name where any of them may be meant", () => {
    const named = Object.entries(locales[language]).filter(
      ([key, { message }]) => !/Firefox/.test(key) && /\b(Chrome|Chromium|Edge|Firefox)\b/.test(message),
    );
    expect(named).toEqual([]);
  });
});

describe("packages", () => {
  it("have their version from package.json alone", () => {
    expect([lock.version, lock.packages[""].version]).toEqual([own.version, own.version]);
    for (const manifest of [chrome, firefox]) expect(manifest).not.toHaveProperty("version");
    expect(read("wxt.config.ts")).not.toMatch(/\bversion:/);
    expect(read("CHANGELOG.md")).toMatch(new RegExp(`^## ${own.version.replaceAll(".", "\\.")} \\(`, "m"));
  });

  it("have nothing in the manifest that a store sets itself", () => {
    for (const manifest of [chrome, firefox])
      for (const key of ["update_url", "key"]) expect(manifest).not.toHaveProperty(key);
  });
});

describe("workflows", () => {
  const files = readdirSync(`${root}.github/workflows`).map((name) => read(`.github/workflows/${name}`));

  it("use every action at the hash of a commit, with its version beside it", () => {
    const used = files.flatMap((text) => [...text.matchAll(/uses:\s*(.+)$/gm)].map(([, what]) => what));
    expect(used.length).toBeGreaterThan(4);
    for (const what of used) expect(what).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("may only read, and run scripts that are there", () => {
    for (const text of files) {
      expect(text).toMatch(/^permissions:\n {2}contents: read\n/m);
      for (const [, script = ""] of text.matchAll(/npm run ([\w:]+)/g))
        expect(own.scripts).toHaveProperty([script]);
    }
  });
});
