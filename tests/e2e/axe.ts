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

/** All of axe's rules, best practices too, on the page as it is; and whether anything lies beyond its edges. */
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
  faults.push(...(await page.evaluate(whatSticksOut)));
  const width = await page.evaluate(() => innerWidth);
  return { state, scheme, width, passed: passes.length, faults };
}

/** What does not fit at 200 % zoom in the narrowest panel, 320 px wide. axe has seen the state at other widths. */
export async function lookAtZoom(page: Page, state: string): Promise<string[]> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 160, height: 450 });
  // The grid and the menus are placed by scripts, some frames later: what stays is a fault.
  let faults = await page.evaluate(whatSticksOut);
  for (const limit = Date.now() + 5_000; faults.length > 0 && Date.now() < limit; ) {
    await page.waitForTimeout(50);
    faults = await page.evaluate(whatSticksOut);
  }
  if (before) await page.setViewportSize(before);
  return faults.map((fault) => `${state}, 200 %: ${fault}`);
}

/** Runs in the page: whether it must be scrolled sideways, and what lies beyond its edges where nothing scrolls. */
function whatSticksOut(): string[] {
  const faults: string[] = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) faults.push(`wider than the window: ${scrollWidth} of ${innerWidth} px`);
  const isHidden = (element: Element) => {
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement)
      if (at.matches(".sr-only") || /auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX))
        return true;
    return !element.checkVisibility();
  };
  for (const element of document.body.querySelectorAll("*")) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width > 0 && (right > innerWidth + 1 || left < -1) && !isHidden(element))
      faults.push(`from ${Math.round(left)} to ${Math.round(right)} px: ${element.outerHTML.slice(0, 120)}`);
  }
  return faults;
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
