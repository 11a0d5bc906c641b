import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../e2e/stage.ts";
import { killBrowsers } from "./browser-kills.ts";
import { type LostRow, loseByBrowser, loseByWorker } from "./lost-submits.ts";
import { playRows, playTogether } from "./network.ts";
import { freshRows, hopelessRow, quickRows, slowRows } from "./network-rows.ts";
import { createRandom } from "./random.ts";
import { killShoot } from "./shoot-kills.ts";
import { fillDisk, fillWholeDisk, goOffline, jumpClock, playEndless } from "./special-rows.ts";
import { isBroken, type Row, sumUp, toMarkdown } from "./table.ts";
import { killWorkers } from "./worker-kills.ts";

const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000);
const workerKills = Number(process.env.FAULTS_WORKER_KILLS ?? 1000);
const browserKills = Number(process.env.FAULTS_BROWSER_KILLS ?? 100);
const lostKills = Number(process.env.FAULTS_LOST_KILLS ?? 300);
const random = createRandom(seed);
const rows: Row[] = [];
const day = 24 * 3_600_000;
const minutes = 60_000;

/** Keeps the rows for the table, and fails on a broken promise. */
function hold(...made: Row[]): void {
  rows.push(...made);
  expect(made.filter(isBroken), toMarkdown(made)).toEqual([]);
}

afterAll(() => {
  const table = toMarkdown([...rows, sumOfAll()]);
  console.log(`\nSeed ${seed}\n${table}`);
  // Only a whole run is worth keeping.
  if (workerKills >= 1000 && browserKills >= 100 && rows.length > quickRows.length + slowRows.length)
    writeFileSync(new URL("../../docs/faults.md", import.meta.url), report(table));
});

const sumOfAll = (): Row =>
  sumUp(
    "**all**",
    rows.reduce((sum, { strikes }) => sum + strikes, 0),
    rows.reduce((sum, { seconds }) => sum + seconds, 0),
    rows,
  );

function report(table: string): string {
  return `# What was done to Refshot, and what became of the pictures

Written by \`npm run test:faults\`: the built extension in a real Chromium, a local stand-in for fal, seed ${seed}
(\`FAULTS_SEED=${seed} npm run test:faults\` plays the same deaths again, as far as a real browser's moments are the
same). Submits counts what reached fal's side, without answers of 404 and 429. "Told honestly" are accepted or
unknown requests that ended in a sentence, by its code. Lost, Twice, Double submits and Unreadable must be 0, and
nothing may end as \`unexpected\`.

Double submits are Refshot's own. **Sent again by Chromium** are not, and are no better for the user: when a connection
that was used before breaks before the answer, Chromium itself sends the POST once more, below anything an extension can
see or stop, and fal accepted both: the rows with 1 asked and 2 accepted. One press then may be charged twice; the
sentence on screen says so.

Most of this is played behind a proxy, where nobody asks fal's request history: a request whose answer was lost is then told
as \`interrupted\`. The three rows "killed between send and answer" and the shoot are played with a key: there it is found.

${table}
`;
}

describe(`seed ${seed}: on fresh connections`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ sandbox: { queueMs: 60, runMs: 60, keepAlive: false } });
  });
  afterAll(() => stage.close());

  it.each(freshRows)("$name", async (row) => hold(...(await playRows(stage, [row]))));
});

describe(`seed ${seed}: faults of the network and of fal`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ sandbox: { queueMs: 60, runMs: 60 } });
  });
  afterAll(() => stage.close());

  it.each(quickRows)("$name", async (row) => hold(...(await playRows(stage, [row]))));
  it.each([day, -day])("the clock jumps by %i ms", async (by) => hold(await jumpClock(stage, by)));
  it("endless 202", async () => hold(await playEndless(stage, 30)));
  it("what takes a timeout", async () => hold(...(await playTogether(stage, slowRows, 4, 5 * minutes))));
  it("5xx for ever", async () => hold(...(await playRows(stage, [hopelessRow], 5 * minutes))));
});

it("the disk has no room for a picture", async () => hold(...(await fillDisk())));
it("the disk has no room at all", async () => hold(...(await fillWholeDisk())));
/** With fal's history every accepted request becomes its picture, and none becomes two. */
function holdFound({ row, adoptedTwice }: LostRow): void {
  hold(row);
  // One that died before fal had it is told to have no trace there, and is no accepted one.
  const { interrupted_untraced: _, ...told } = row.told;
  expect([row.pictures, told, adoptedTwice]).toEqual([row.accepted, {}, []]);
}

describe(`seed ${seed}: the answer to a submit is lost`, () => {
  it("the worker dies before it", async () => holdFound(await loseByWorker(lostKills, random, true)));
  it("the browser dies before it", async () =>
    holdFound(await loseByBrowser(Math.ceil(lostKills / 10), random)));
  it("and fal does not show its history", async () => {
    const { row } = await loseByWorker(Math.ceil(lostKills / 10), random, false);
    hold(row);
    // The sentence that nobody can know stands at every one that was not answered.
    expect(row.pictures + (row.told.interrupted ?? 0)).toBe(row.asked);
  });
});

it("a shoot of 60 pictures, with 100 deaths of the worker and 10 of the browser", async () => {
  const kills = { pictures: 60, workerKills: 100, browserKills: 10 };
  const { row, ...seen } = await killShoot(kills, random);
  console.log(JSON.stringify({ ...row, ...seen }));
  hold(row);
  expect([row.accepted, row.pictures, row.told]).toEqual([60, 60, {}]);
  expect([seen.cellsTwice, seen.sentWhilePaused]).toEqual([0, 0]);
  expect(seen.pauses).toBeGreaterThan(5);
});

it("the network is gone", async () => hold(await goOffline()));

describe(`seed ${seed}: deaths`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ sandbox: { queueMs: 60, runMs: 60 } });
    await stage.panel.close();
  });
  afterAll(() => stage.close());

  it(`the worker is killed ${workerKills} times`, async () =>
    hold(...(await killWorkers(stage, workerKills, random))));
  it(`the browser is killed ${browserKills} times`, async () =>
    hold(await killBrowsers(browserKills, random)));
});
