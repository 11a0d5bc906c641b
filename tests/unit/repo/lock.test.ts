import { describe, expect, it } from "vitest";
import lock from "../../../package-lock.json" with { type: "json" };
import { binariesFor, type Lock, unlocked } from "../../../sandbox/setup/lock.mjs";

const committed = lock as unknown as Lock;

describe("package-lock.json", () => {
  it("names every platform's binaries, so that npm ci takes it anywhere", () => {
    expect(unlocked(committed)).toEqual([]);
  });

  it.each([
    [{ os: "linux", cpu: "x64", libc: "glibc" }, "@rolldown/binding-linux-x64-gnu"],
    [{ os: "linux", cpu: "arm64", libc: "musl" }, "@rolldown/binding-linux-arm64-musl"],
    [{ os: "darwin", cpu: "arm64" }, "@rolldown/binding-darwin-arm64"],
    [{ os: "win32", cpu: "x64" }, "@rolldown/binding-win32-x64-msvc"],
  ])("%o gets its own binary and no other", (platform, name) => {
    const bundlers = binariesFor(committed, platform).filter((folder) =>
      folder.includes("@rolldown/binding"),
    );
    expect(bundlers).toEqual([`node_modules/${name}`]);
  });

  it("shows its holes, also those of a nested package", () => {
    const packages = {
      "node_modules/a": { optionalDependencies: { "a-linux": "1", "a-mac": "1" } },
      "node_modules/a/node_modules/b": { optionalDependencies: { "a-linux": "1", "b-linux": "1" } },
      "node_modules/a-linux": { os: ["linux"] },
      "node_modules/a/node_modules/b-linux": { os: ["linux"] },
    };
    expect(unlocked({ packages })).toEqual(["a-mac"]);
  });
});
