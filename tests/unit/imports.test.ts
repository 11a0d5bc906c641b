import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface SourceFile {
  path: string;
  lines: number;
  /** Files of ours by their path without an ending, packages by their name. */
  imports: string[];
}

function readRoom(room: string): SourceFile[] {
  const entries = readdirSync(join(root, room), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  return files.map((file) => readSource(relative(root, join(file.parentPath, file.name))));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const atStart = text.matchAll(/^(?:import|export)\s(?:[^;"'`]*?\sfrom\s*)?["']([^"']+)["']/gm);
  const inside = text.matchAll(/\bimport\(\s*["']([^"']+)["']/g);
  const named = [...atStart, ...inside].map(([, from = ""]) => from);
  const imports = named.map((from) =>
    from.startsWith(".") ? normalize(join(dirname(path), from)) : alias(from),
  );
  return {
    path,
    lines: text.split("\n").length - 1,
    imports: imports.map((from) => from.replace(/\.tsx?$/, "")),
  };
}

/** WXT's short names for the project's root. */
const alias = (from: string) => from.replace(/^(?:@|~|@@|~~)\//, "");

const rooms = ["entrypoints", "components", "lib", "sandbox"] as const;
const files = Object.fromEntries(rooms.map((room) => [room, readRoom(room)])) as Record<
  (typeof rooms)[number],
  SourceFile[]
>;
const all = Object.values(files).flat();
const isOurs = (from: string) => rooms.some((room) => from.startsWith(`${room}/`));
const inRoom = (from: string, ...allowed: string[]) => allowed.some((room) => from.startsWith(`${room}/`));

/** `path -> import` for every import that is not allowed. */
const breaches = (of: SourceFile[], allowed: (from: string, file: SourceFile) => boolean) =>
  of.flatMap((file) =>
    file.imports.filter((from) => !allowed(from, file)).map((from) => `${file.path} -> ${from}`),
  );

const pure = [
  "roles",
  "request",
  "generation",
  "errors",
  "fal-answers",
  "log",
  "addresses",
  "dimensions",
  "reference",
  "saved-prompt",
  "filter",
  "columns",
  "growing",
  "packed-ids",
  "packed-texts",
  "retry",
  "waiting",
  "zod",
  "candidates",
  "upsized",
  "private-addresses",
  "data-url",
  "svg",
  "sighting",
  "receipt",
  "page/backgrounds",
  "page/shapes",
  "picker/stack",
  "picker/keys",
  "domain/image-source-schema",
  "domain/access",
  "domain/image-source",
  "domain/tray-schema",
  "failure/failure-schema",
  "failure/redact",
  "failure/remedy",
];
/** Packages that only compute. */
const purePackages = ["zod", "srcset", "ipaddr.js"];
const pureFiles = files.lib.filter(({ path }) => pure.some((name) => path === `lib/${name}.ts`));
const closedToPages = [
  "runner",
  "submit",
  "receive",
  "follow",
  "journal",
  "ladder",
  "screen-crop",
  "referer",
  "page-reach",
  "patience",
  "capture",
  "menu",
  "fal",
].map((name) => `lib/${name}`);

describe("the reading itself", () => {
  it("finds the files and their imports", () => {
    expect(files.lib.length).toBeGreaterThan(20);
    expect(pureFiles).toHaveLength(pure.length);
    expect(readSource("lib/submit.ts").imports).toEqual(
      expect.arrayContaining(["p-limit", "lib/db", "lib/patience"]),
    );
    expect(readSource("lib/zod.ts").imports).toEqual(["zod"]);
    expect(readSource("sandbox/server.ts").imports).toContain("sandbox/routes");
  });
});

describe("who may import whom", () => {
  it("entrypoints: components and lib", () => {
    const own = (from: string, file: SourceFile) =>
      dirname(from).startsWith(dirname(file.path)) && dirname(file.path) !== "entrypoints";
    expect(
      breaches(
        files.entrypoints,
        (from, file) => !isOurs(from) || inRoom(from, "components", "lib") || own(from, file),
      ),
    ).toEqual([]);
  });

  it("components: lib, but nothing of the background's", () => {
    const allowed = (from: string) => !isOurs(from) || inRoom(from, "components", "lib");
    expect(breaches(files.components, (from) => allowed(from) && !closedToPages.includes(from))).toEqual([]);
  });

  it("lib: lib", () =>
    expect(breaches(files.lib, (from) => !isOurs(from) || inRoom(from, "lib"))).toEqual([]));

  it("pure files: pure files, zod, and packages that only compute", () => {
    expect(
      breaches(
        pureFiles,
        (from) =>
          purePackages.includes(from) ||
          pure.includes(from.replace("lib/", "")) ||
          from === "lib/page/protocol",
      ),
    ).toEqual([]);
  });

  it("only lib/zod imports zod in the product, because it sets it up", () => {
    const product = [...files.entrypoints, ...files.components, ...files.lib];
    expect(breaches(product, (from, { path }) => from !== "zod" || path === "lib/zod.ts")).toEqual([]);
  });

  it("the sandbox: nothing of the product, which it stands against", () => {
    expect(breaches(files.sandbox, (from) => !isOurs(from) || inRoom(from, "sandbox"))).toEqual([]);
  });

  it("nothing in the product imports the sandbox or the tests", () => {
    const product = [...files.entrypoints, ...files.components, ...files.lib];
    expect(breaches(product, (from) => !inRoom(from, "sandbox", "tests"))).toEqual([]);
  });
});

it("no file is over 250 lines", () => {
  expect(all.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});
