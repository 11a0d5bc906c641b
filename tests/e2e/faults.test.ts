import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { killBrowsers } from "../faults/browser-kills.ts";
import { calm, playRows } from "../faults/network.ts";
import { quickRows } from "../faults/network-rows.ts";
import { createRandom } from "../faults/random.ts";
import { goOffline } from "../faults/special-rows.ts";
import { isBroken, toMarkdown } from "../faults/table.ts";
import { killWorkers } from "../faults/worker-kills.ts";
import { openStage, type Stage } from "./stage.ts";

/** Given again, the same deaths come at the same moments, as far as a real browser's moments are the same. */
const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000);
const random = createRandom(seed);

describe(`a paid picture is never lost and never paid for twice (seed ${seed})`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ sandbox: { queueMs: 60, runMs: 60 } });
  });
  afterAll(() => stage.close());

  // All of them, and the slow ones, are in the whole bench.
  it.each(quickRows.filter((_, index) => index % 4 === 1))("$name", async (row) => {
    const rows = await playRows(stage, [row]);
    expect(rows.filter(isBroken), toMarkdown(rows)).toEqual([]);
  });

  it("the worker is killed 60 times", async () => {
    stage.sandbox.behave(calm);
    await stage.panel.close();
    const rows = await killWorkers(stage, 60, random);
    expect(rows.filter(isBroken), toMarkdown(rows)).toEqual([]);
  });

  it("the network goes away, before the submit and after it", async () => {
    const row = await goOffline();
    expect(isBroken(row), toMarkdown([row])).toBe(false);
  });

  it("the browser is killed 4 times", async () => {
    const row = await killBrowsers(4, random);
    expect(isBroken(row), toMarkdown([row])).toBe(false);
  });
});
