import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../e2e/stage.ts";
import { killBrowsers } from "./browser-kills.ts";
import { createRandom } from "./random.ts";
import { isBroken, type Row, toMarkdown } from "./table.ts";
import { killWorkers } from "./worker-kills.ts";

const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000);
const workerKills = Number(process.env.FAULTS_WORKER_KILLS ?? 1000);
const browserKills = Number(process.env.FAULTS_BROWSER_KILLS ?? 100);
const random = createRandom(seed);
const rows: Row[] = [];

/** Keeps the rows for the table, and fails on a broken promise. */
function hold(...made: Row[]): void {
  rows.push(...made);
  expect(made.filter(isBroken), toMarkdown(made)).toEqual([]);
}

describe(`seed ${seed}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ sandbox: { queueMs: 60, runMs: 60 } });
    await stage.panel.close();
  });
  afterAll(async () => {
    await stage.close();
    console.log(`\nSeed ${seed}\n${toMarkdown(rows)}`);
  });

  it(`the worker is killed ${workerKills} times`, async () => hold(...(await killWorkers(stage, workerKills, random))));

  it(`the browser is killed ${browserKills} times`, async () => hold(await killBrowsers(browserKills, random)));
});
