import { setTimeout as sleep } from "node:timers/promises";
import { generate, type Stage } from "../e2e/stage.ts";
import { type Arrow, arrows, createWorkerKiller, untilArrow } from "./kill.ts";
import { hangs, judge, readStored, untilEnded, type Verdict } from "./ledger.ts";
import { pick } from "./random.ts";
import { type Row, sumUp } from "./table.ts";

/**
 * Kills the worker `kills` times while pictures are being made: at every arrow in turn, and at random. One
 * prompt after the other; each is let go on after one to four deaths, and then both books are compared.
 */
export async function killWorkers(stage: Stage, kills: number, random: () => number): Promise<Row[]> {
  const killer = await createWorkerKiller(stage.popup);
  const verdicts = new Map<string, Verdict[]>();
  const strikes = new Map<string, number>();
  const began = new Map<string, number>();
  let killed = 0;
  for (let round = 0; killed < kills; round++) {
    const first: Arrow | "at random" = round % 2 === 0 ? arrows[(round / 2) % arrows.length]! : "at random";
    const name = first === "at random" ? "worker killed at random" : `worker killed: ${first}`;
    const started = Date.now();
    const deaths = Math.min(1 + Math.floor(random() * 4), kills - killed);
    const { verdict, died } = await playRound(stage, killer, { first, deaths, round, random });
    killed += died;
    verdicts.set(name, [...(verdicts.get(name) ?? []), verdict]);
    strikes.set(name, (strikes.get(name) ?? 0) + died);
    began.set(name, (began.get(name) ?? 0) + Date.now() - started);
  }
  return [...verdicts].map(([name, all]) =>
    sumUp(name, strikes.get(name) ?? 0, (began.get(name) ?? 0) / 1000, all),
  );
}

interface Round {
  first: Arrow | "at random";
  deaths: number;
  round: number;
  random: () => number;
}

async function playRound(
  stage: Stage,
  { kill, wake }: Awaited<ReturnType<typeof createWorkerKiller>>,
  { first, deaths, round, random }: Round,
): Promise<{ verdict: Verdict; died: number }> {
  const { sandbox, popup } = stage;
  sandbox.record.length = 0;
  const prompt = `Killed ${round}: ${first}`;
  const since = Date.now() - 1;
  let died = 0;
  // The first death is armed before the press, so that no arrow is too quick for it.
  let next: Promise<unknown> =
    first === "at random"
      ? sleep(random() * 700)
      : untilArrow(first, { sandbox, page: popup, prompt, since, timeout: 2_000 });
  const pressed = generate(popup, prompt).then(() => sleep(first === "pressed" ? random() * 20 : 0));
  if (first === "pressed") next = pressed;
  for (let death = 0; death < deaths; death++) {
    await next;
    // Before the write that follows, in its middle, or after it.
    await sleep(random() * 8);
    if (await kill()) died++;
    const again = pick(random, arrows);
    const parts = { sandbox, page: popup, prompt, since, timeout: 250 };
    next = random() < 0.5 ? sleep(random() * 250) : untilArrow(again, parts);
    await wake();
  }
  await pressed;
  await wake();
  await untilEnded(popup, prompt, since, hangs);
  return { verdict: judge(sandbox, await readStored(popup, since), prompt, 1), died };
}
