import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { launchWithExtension, setProxy } from "../../sandbox/browser.ts";
import { createSandbox } from "../../sandbox/server.ts";
import { generate } from "../e2e/stage.ts";
import { arrows, killBrowser, untilArrow } from "./kill.ts";
import { hangs, judge, readStored, untilEnded, type Verdict } from "./ledger.ts";
import { type Row, sumUp } from "./table.ts";

/** Kills the whole browser `kills` times while a picture is being made, and starts it again on its profile. */
export async function killBrowsers(kills: number, random: () => number): Promise<Row> {
  const sandbox = await createSandbox({ queueMs: 60, runMs: 120 });
  const profile = await mkdtemp(join(tmpdir(), "refshot-killed-"));
  const began = Date.now();
  const rounds: { prompt: string; since: number }[] = [];
  const verdicts: Verdict[] = [];
  let browser = await launchWithExtension({ profile });
  await setProxy(browser, sandbox.proxyUrl);
  for (let round = 0; round < kills; round++) {
    const prompt = `Browser killed ${round}`;
    const since = Date.now() - 1;
    rounds.push({ prompt, since });
    const popup = await browser.open("popup.html");
    // At every arrow in turn, then at random.
    const arrow = arrows[round % (arrows.length + 5)];
    const moment = arrow
      ? untilArrow(arrow, { sandbox, page: popup, prompt, since, timeout: 2_000 })
      : sleep(random() * 900);
    const pressed = generate(popup, prompt).catch(() => undefined);
    if (arrow === "pressed") await pressed;
    await moment;
    await sleep(random() * 8);
    await killBrowser(profile);
    await browser.context.close().catch(() => undefined);
    browser = await launchWithExtension({ profile });
  }
  const page = await browser.open("popup.html");
  for (const { prompt, since } of rounds) {
    // A press that died on its way left nothing, and nothing was sent.
    const { generations } = await readStored(page, since);
    if (generations.some((one) => one.prompt === prompt)) await untilEnded(page, prompt, since, hangs);
  }
  const stored = await readStored(page);
  for (const { prompt } of rounds) verdicts.push(judge(sandbox, stored, prompt, 1));
  await browser.close();
  await sandbox.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  return sumUp("browser killed and started again", kills, (Date.now() - began) / 1000, verdicts);
}
