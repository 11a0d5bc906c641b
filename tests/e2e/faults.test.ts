import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { killBrowsers } from "../faults/browser-kills.ts";
import { createRandom } from "../faults/random.ts";
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
    await stage.panel.close();
  });
  afterAll(() => stage.close());

  it("the worker is killed 60 times", async () => {
    const rows = await killWorkers(stage, 60, random);
    expect(rows.filter(isBroken), toMarkdown(rows)).toEqual([]);
  });

  it("the browser is killed 4 times", async () => {
    const row = await killBrowsers(4, random);
    expect(isBroken(row), toMarkdown([row])).toBe(false);
  });
});
