import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { projectFile } from "./sources.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
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

  it("32c the zip builds byte for byte the same twice", () => {
    const build = () => {
      // Edge's, because Chrome's built folder is in use by the other tests.
      execFileSync("npx", ["--no-install", "wxt", "zip", "-b", "edge"], { cwd: root, stdio: "ignore" });
      return createHash("sha256")
        .update(readFileSync(`${root}.output/refshot-${own.version}-edge.zip`))
        .digest("hex");
    };
    expect(build()).toBe(build());
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
