import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { unpack } from "../upgrade/package.ts";
import { projectFile } from "./sources.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sourceFolders = [
  ...["components", "entrypoints", "lib", "public", "store"],
  ...[
    "package.json",
    "package-lock.json",
    ".npmrc",
    "tsconfig.json",
    "wxt.config.ts",
    "README.md",
    "LICENSE",
  ],
];

/** Builds the packages in a folder, with this project's npm packages; the SHA-256 of each by its name. */
async function packIn(folder: string): Promise<Record<string, string>> {
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await promisify(execFile)("npm", ["run", "zip"], { cwd: folder });
  const output = join(folder, ".output");
  const zips = (await readdir(output)).filter((name) => name.endsWith(".zip"));
  const sums = zips.map(async (name) => [
    name,
    createHash("sha256")
      .update(await readFile(join(output, name)))
      .digest("hex"),
  ]);
  return Object.fromEntries(await Promise.all(sums));
}

interface Locked {
  link?: boolean;
  dev?: boolean;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
  license?: string;
  inBundle?: boolean;
}

describe("Supply chain", () => {
  const lock = JSON.parse(projectFile("package-lock.json"));
  const own = JSON.parse(projectFile("package.json"));
  const packages = Object.entries(lock.packages as Record<string, Locked>).filter(([path]) => path !== "");

  it("32a every package is locked by its hash, none by a host", () => {
    const unlocked = packages.filter(([, { integrity, link, inBundle }]) => !integrity && !link && !inBundle);
    expect(unlocked.map(([path]) => path)).toEqual([]);
    expect(packages.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([]);
    for (const version of Object.values({ ...own.dependencies, ...own.devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("32b only the listed packages run a script when they are installed", () => {
    const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    const names = scripted.map((path) => path.split("node_modules/").at(-1)!);
    expect(names.filter((name) => !(name in own.allowScripts) && name !== "fsevents")).toEqual([]);
    expect(Object.keys(own.allowScripts)).toEqual(["node"]);
  });

  it("32c from two folders come the same packages, byte for byte: one of them has only Firefox's source package", async () => {
    const outside = await mkdtemp(join(tmpdir(), "refshot-zip-"));
    const [first, second] = [join(outside, "first"), join(outside, "another", "and deeper")];
    for (const folder of sourceFolders)
      await cp(join(root, folder), join(first, folder), { recursive: true });
    const packed = await packIn(first);
    await unpack(join(first, ".output", `refshot-${own.version}-sources.zip`), second);
    expect(await packIn(second)).toEqual(packed);
    expect(Object.keys(packed)).toHaveLength(3);
    await rm(outside, { recursive: true });
  });

  it("32d the licences of all that ships are collected, and allow it", () => {
    const collected = projectFile("docs/licences.md");
    const shipping = packages.filter(([, { dev }]) => !dev);
    for (const [path] of shipping) expect(collected).toContain(`\`${path.split("node_modules/").at(-1)}\``);
    const shipped = shipping.map(([, { license }]) => license ?? "none");
    expect(
      [...new Set(shipped)].filter(
        (licence) =>
          !/^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|MIT OR .*|.* OR MIT)$/.test(licence),
      ),
    ).toEqual([]);
  });

  it("32e the audit is described: what is asked before a release, and how an answer is weighed", () => {
    const audit = projectFile("docs/security.md")
      .split(/^## /m)
      .find((section) => section.startsWith("Audit\n"));
    expect(audit).toContain("`npm audit --omit=dev`");
    expect(audit).toContain("licences.md");
    expect(audit).toMatch(/weighed by/);
  });
});
