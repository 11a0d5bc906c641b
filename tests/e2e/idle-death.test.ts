import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { launchAlone, launchWithExtension, setProxy } from "../../sandbox/browser.ts";
import { createSandbox, type Sandbox } from "../../sandbox/server.ts";
import { killBrowser } from "../faults/kill.ts";
import { readStored } from "../faults/ledger.ts";
import { listProcesses } from "../faults/processes.ts";
import { filesWith } from "./files-with.ts";
import { generate, submits } from "./stage.ts";

const jobMs = 70_000;
const prompt = "Seventy seconds alone";

/** The processes that run the extension's worker, among those of the browser `root`. */
function extensionProcesses(root: number): number[] {
  const all = listProcesses();
  const family = new Set([root]);
  // Parents may come after their children in the list.
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all
    .filter(({ pid, args }) => family.has(pid) && args.includes("--extension-process"))
    .map(({ pid }) => pid);
}

/** A profile with a request that fal has accepted and works on for 70 s, and no browser that looks after it. */
async function leaveAlone(sandbox: Sandbox): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), "refshot-alone-"));
  const browser = await launchWithExtension({ profile });
  await setProxy(browser, sandbox.proxyUrl);
  await generate(await browser.open("popup.html"), prompt);
  // A machine that is busy with others' work needs more than the second that is usual here.
  await expect.poll(() => sandbox.record.some(({ route }) => route === "stream")).toBe(true);
  await killBrowser(profile);
  await browser.context.close().catch(() => undefined);
  return profile;
}

/** Until the picture is stored: nobody can ask a browser that works alone, but its profile holds the log's line. */
const untilStored = (profile: string) =>
  expect
    .poll(() => filesWith(join(profile, "Default", "IndexedDB"), "Picture stored"), { interval: 500 })
    .not.toEqual([]);

/** What the browser has stored, seen only after the one that worked alone is gone. */
async function lookAfterwards(profile: string) {
  const browser = await launchWithExtension({ profile });
  const { generations, pictures } = await readStored(await browser.open("popup.html"));
  await browser.close();
  return generations.map((one) => ({ status: one.status, stored: pictures[one.id] !== undefined, one }));
}

describe.concurrent("a worker with no debugger attached", () => {
  async function startAlone(tidyLater: (tidy: () => Promise<void>) => void) {
    const sandbox = await createSandbox({ queueMs: 60, runMs: jobMs });
    const profile = await leaveAlone(sandbox);
    const before = sandbox.record.length;
    const alone = launchAlone(profile);
    tidyLater(async () => {
      await killBrowser(profile);
      await sandbox.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    });
    const seen = (route: string) => sandbox.record.slice(before).filter((entry) => entry.route === route);
    return { sandbox, profile, alone, seen };
  }

  it("lives on through a job of 70 seconds, and stores its picture", async ({ onTestFinished }) => {
    const { sandbox, profile, seen } = await startAlone(onTestFinished);
    await expect.poll(() => seen("stream").length).toBeGreaterThan(0);
    await expect.poll(() => seen("media").length, { timeout: 3 * jobMs }).toBe(1);
    await untilStored(profile);
    await killBrowser(profile);
    const [ended, ...more] = await lookAfterwards(profile);
    expect(more).toEqual([]);
    expect(ended).toMatchObject({ status: "done", stored: true });
    expect(submits(sandbox)).toHaveLength(1);
    // It never was dead for long: it asked again whenever the stream had been silent for 20 s.
    const asked = [...seen("stream"), ...seen("status")].map(({ at }) => at).sort((a, b) => a - b);
    const gaps = asked.slice(1).map((at, i) => at - asked[i]!);
    expect(Math.max(...gaps)).toBeLessThan(30_000);
  });

  it("really dead in between: the alarm brings it back", async ({ onTestFinished }) => {
    const { sandbox, profile, alone, seen } = await startAlone(onTestFinished);
    await expect.poll(() => seen("stream").length).toBeGreaterThan(0);
    const workers = extensionProcesses(alone.pid!);
    expect(workers.length).toBeGreaterThan(0);
    for (const pid of workers) process.kill(pid, "SIGKILL");
    await expect.poll(() => extensionProcesses(alone.pid!)).toEqual([]);
    const diedAt = Date.now();
    // Nobody is there who could ask, until the alarm.
    await expect.poll(() => sandbox.record.filter(({ at }) => at > diedAt).length).toBeGreaterThan(0);
    await expect.poll(() => seen("media").length, { timeout: 3 * jobMs }).toBe(1);
    await untilStored(profile);
    await killBrowser(profile);
    const [ended, ...more] = await lookAfterwards(profile);
    expect(more).toEqual([]);
    expect(ended).toMatchObject({ status: "done", stored: true });
    expect(submits(sandbox)).toHaveLength(1);
  });
});
