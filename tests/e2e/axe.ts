import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What one look at one state found. */
export interface Finding {
  state: string;
  scheme: "light" | "dark";
  width: number;
  /** How many of axe's rules had something to look at and were content. */
  passed: number;
  /** `rule: element`, one for each fault; empty when all is well. */
  faults: string[];
}

/** All of axe's rules, best practices too, on the page as it is; and whether it must be scrolled sideways. */
export async function lookWithAxe(page: Page, state: string, scheme: Finding["scheme"]): Promise<Finding> {
  // No motion: a colour halfway between two others is nobody's choice.
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await source);
  const { passes, violations } = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    return axe.run({ resultTypes: ["violations"] });
  });
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
  );
  const [width, needed] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  if (needed! > width!) faults.push(`wider than the window: ${needed} of ${width} px`);
  return { state, scheme, width: width!, passed: passes.length, faults };
}

/** The findings as a table for `docs/accessibility.md`. */
export function tableOf(findings: Finding[]): string {
  const rows = findings.map(
    ({ state, scheme, width, passed, faults }) =>
      `| ${state} | ${width} | ${scheme} | ${passed} | ${faults.length || "none"} |`,
  );
  return ["| state | width (px) | scheme | rules passed | faults |", "|---|---|---|---|---|", ...rows].join(
    "\n",
  );
}
