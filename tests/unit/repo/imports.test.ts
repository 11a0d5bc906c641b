import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

interface Import {
  /** A file of ours by its path without an ending, a package by its name. */
  from: string;
  /** Gone after the types are stripped. */
  typeOnly: boolean;
}

interface SourceFile {
  path: string;
  lines: number;
  imports: Import[];
}

function readFolder(folder: string): SourceFile[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  return files.map((file) => readSource(relative(root, join(file.parentPath, file.name))));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const atStart = text.matchAll(/^(?:import|export)\s(?:([^;"'`]*?)\sfrom\s*)?["']([^"']+)["']/gm);
  const inside = text.matchAll(/\bimport\(\s*["']([^"']+)["']/g);
  const resolve = (from: string) =>
    from.startsWith(".") ? normalize(join(dirname(path), from)) : alias(from);
  const imports = [
    ...[...atStart].map(([, names = "", from = ""]) => ({ from, typeOnly: isTypeOnly(names) })),
    ...[...inside].map(([, from = ""]) => ({ from, typeOnly: false })),
  ].map(({ from, typeOnly }) => ({ from: resolve(from).replace(/\.tsx?$/, ""), typeOnly }));
  return { path, lines: text.split("\n").length - 1, imports };
}

/** `import type …`, or braces in which every name is a type. */
function isTypeOnly(names: string): boolean {
  if (/^type\s/.test(names)) return true;
  const [, inBraces] = /^\{([^}]*)\}$/.exec(names.trim()) ?? [];
  const each = inBraces?.split(",").filter((name) => name.trim() !== "") ?? [];
  return each.length > 0 && each.every((name) => /^\s*type\s/.test(name));
}

/** WXT's short names for the project's root. */
const alias = (from: string) => from.replace(/^(?:@|~|@@|~~)\//, "");

const folders = ["entrypoints", "components", "lib", "sandbox"] as const;
const files = Object.fromEntries(folders.map((folder) => [folder, readFolder(folder)])) as Record<
  (typeof folders)[number],
  SourceFile[]
>;
const product = [...files.entrypoints, ...files.components, ...files.lib];
const all = [...product, ...files.sandbox];
const byName = new Map(all.map((file) => [file.path.replace(/\.tsx?$/, ""), file]));
const isOurs = (from: string) => folders.some((folder) => from.startsWith(`${folder}/`));
const isIn = (from: string, ...allowed: string[]) => allowed.some((folder) => from.startsWith(`${folder}/`));

/** `lib/fal/client` is in the room `fal`; `lib/zod` is in none. */
const roomOf = (path: string) => /^lib\/([^/]+)\//.exec(path)?.[1];

/**
 * The rooms of `lib/` and what each may take from (and `lib/zod.ts`, unless it is closed to it). A room that is
 * not listed here does not pass: a new one says first what it stands on.
 */
const rooms: Record<string, string[]> = {
  net: [],
  failure: [],
  domain: ["failure"],
  image: ["failure", "net"],
  browser: ["domain", "failure"],
  fal: ["domain", "failure", "image", "net"],
  page: ["domain", "failure", "image"],
  picker: ["page", "domain", "browser", "failure", "shoot"],
  shoot: ["domain", "failure"],
  storage: ["domain", "failure", "image", "shoot"],
  messaging: ["domain", "failure"],
  capture: ["page", "image", "domain", "failure", "shoot", "storage", "browser"],
  history: ["failure", "domain", "storage"],
  export: ["domain", "failure", "fal", "image", "shoot", "storage"],
  pricing: ["domain", "failure", "shoot", "storage"],
  runner: ["domain", "failure", "fal", "image", "messaging", "net", "pricing", "shoot", "storage"],
};

/** Rooms that run inside a stranger's page, or next to fal: no component reaches into them. */
const closedToComponents = ["runner", "capture", "fal", "page", "picker"];

/** What runs inside a page is injected at every right-click: none of these belongs there. */
const injected = ["entrypoints/page-reach", "entrypoints/picker"];
const heavy = /^(?:lib\/zod|zod.*|dexie.*|react.*|@fal-ai\/.*)$/;

/** `path -> import` for every import that is not allowed. */
const breaches = (of: SourceFile[], allowed: (from: string, file: SourceFile) => boolean) =>
  of.flatMap((file) =>
    file.imports.filter(({ from }) => !allowed(from, file)).map(({ from }) => `${file.path} -> ${from}`),
  );

/** Every file and package that `name` loads at run time, itself included. */
function runTimeImports(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const { from, typeOnly } of byName.get(name)?.imports ?? []) if (!typeOnly) runTimeImports(from, seen);
  return seen;
}

describe("the reading itself", () => {
  it("finds the files and their imports", () => {
    expect(files.lib.length).toBeGreaterThan(80);
    expect(readSource("lib/runner/submit.ts").imports).toEqual(
      expect.arrayContaining([
        { from: "p-limit", typeOnly: false },
        { from: "lib/domain/generation", typeOnly: true },
        { from: "lib/net/backoff", typeOnly: false },
      ]),
    );
    expect(readSource("lib/zod.ts").imports).toEqual([{ from: "zod/mini", typeOnly: false }]);
    expect(readSource("sandbox/server.ts").imports.map(({ from }) => from)).toContain("sandbox/routes");
  });
});

describe("who may import whom", () => {
  it("every file of lib/ is in a room of the table", () => {
    const homeless = files.lib.filter(
      ({ path }) => !((roomOf(path) ?? "") in rooms) && path !== "lib/zod.ts",
    );
    expect(homeless.map(({ path }) => path)).toEqual([]);
  });

  it.each(Object.entries(rooms))("lib/%s: itself and %j", (room, may) => {
    const own = files.lib.filter(({ path }) => roomOf(path) === room);
    expect(own.length).toBeGreaterThan(0);
    const allowed = (from: string) =>
      !isOurs(from) || from === "lib/zod" || [room, ...may].includes(roomOf(from) ?? "");
    expect(breaches(own, allowed)).toEqual([]);
  });

  it("the rooms stand on each other without a circle", () => {
    const reaches = (room: string, seen: string[] = []): string[] =>
      seen.includes(room)
        ? [...seen, room]
        : (rooms[room] ?? []).flatMap((next) => reaches(next, [...seen, room]));
    expect(Object.keys(rooms).flatMap((room) => reaches(room))).toEqual([]);
  });

  it("components: components and lib, but nothing that runs in pages or speaks to fal", () => {
    const allowed = (from: string) =>
      !isOurs(from) || (isIn(from, "components", "lib") && !closedToComponents.includes(roomOf(from) ?? ""));
    expect(breaches(files.components, allowed)).toEqual([]);
  });

  it("entrypoints: components, lib, and their own folder", () => {
    const own = (from: string, { path }: SourceFile) =>
      dirname(path) !== "entrypoints" && dirname(from).startsWith(dirname(path));
    expect(
      breaches(
        files.entrypoints,
        (from, file) => !isOurs(from) || isIn(from, "components", "lib") || own(from, file),
      ),
    ).toEqual([]);
  });

  it("only lib/zod imports zod in the product, because it sets it up", () => {
    expect(breaches(product, (from, { path }) => !/^zod\b/.test(from) || path === "lib/zod.ts")).toEqual([]);
  });

  it("the sandbox: nothing of the product, which it stands against", () => {
    expect(breaches(files.sandbox, (from) => !isOurs(from) || isIn(from, "sandbox"))).toEqual([]);
  });

  it("nothing in the product imports the sandbox or the tests", () => {
    expect(breaches(product, (from) => !isIn(from, "sandbox", "tests"))).toEqual([]);
  });
});

/** A worker of the side panel, started at every opening. */
const light = [...injected, "entrypoints/history-reader"];

it.each(light)("%s brings no parser, database, screen or fal client along", (entry) => {
  const loaded = [...runTimeImports(entry)];
  expect(loaded.length).toBeGreaterThan(5);
  expect(loaded.filter((from) => heavy.test(from))).toEqual([]);
});

it("no file is over 250 lines", () => {
  expect(all.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});
