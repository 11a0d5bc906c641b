import { readFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

const document = new URL("../../docs/security.md", import.meta.url);

/** Prints the checklist of docs/security.md, a line each, with what its tests said. A line without a test fails. */
export default class Checklist implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = new Map<string, string[]>();
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const line = /^\d+/.exec(test.name)?.[0] ?? "";
        states.set(line, [...(states.get(line) ?? []), test.result().state]);
      }
    }
    console.log("\nThe checklist of docs/security.md");
    for (const [, line = "", claim = ""] of readFileSync(document, "utf8").matchAll(
      /^\| (\d+) +\| (.+?) +\|/gm,
    )) {
      const found = states.get(line) ?? [];
      const passes = found.length > 0 && found.every((state) => state === "passed");
      if (!passes) process.exitCode = 1;
      const count = found.length === 0 ? "no test" : found.length === 1 ? "1 test" : `${found.length} tests`;
      console.log(`${passes ? "pass" : "FAIL"}  ${line.padStart(2)}  ${claim} (${count})`);
    }
  }
}
