import type { Generation } from "../../lib/domain/generation";
import type { Behaviour } from "../../sandbox/behaviour.ts";
import { generate, results, type Stage } from "../e2e/stage.ts";
import { hangs, judge, readStored, untilEnded, type Verdict } from "./ledger.ts";
import type { NetworkRow } from "./network-rows.ts";
import { type Row, sumUp } from "./table.ts";

/** Plays rows one after the other; gives their lines of the table. Throws when one ends in another way. */
export async function playRows(stage: Stage, rows: NetworkRow[], timeout = hangs): Promise<Row[]> {
  const made: Row[] = [];
  for (const row of rows) made.push(await playRow(stage, row, timeout));
  return made;
}

/** Plays rows with faults of their own prompt side by side, `atOnce` at a time. */
export async function playTogether(
  stage: Stage,
  rows: NetworkRow[],
  atOnce: number,
  timeout: number,
): Promise<Row[]> {
  const made: Row[] = [];
  for (let at = 0; at < rows.length; at += atOnce) {
    const group = rows.slice(at, at + atOnce);
    stage.sandbox.record.length = 0;
    stage.sandbox.behave({ ...calm, faults: group.flatMap(faultsOf) });
    const since = Date.now() - 1;
    for (const { name } of group) await generate(stage.popup, name);
    for (const row of group) {
      await untilEnded(stage.popup, row.name, since, timeout);
      made.push(await conclude(stage, row, since, 1));
    }
  }
  return made;
}

/** No fault at all. */
export const calm: Partial<Behaviour> = {
  faults: [],
  refuse: null,
  disorder: false,
  forget: null,
  stream: true,
  queueMs: 60,
  runMs: 60,
};
const faultsOf = ({ name, faults = [] }: NetworkRow) => faults.map((fault) => ({ ...fault, prompt: name }));

async function playRow(stage: Stage, row: NetworkRow, timeout: number): Promise<Row> {
  const { sandbox, popup } = stage;
  sandbox.record.length = 0;
  sandbox.behave({ ...calm, faults: faultsOf(row), ...row.behave });
  const since = Date.now() - 1;
  await generate(popup, row.name);
  await untilEnded(popup, row.name, since, timeout);
  expectEnd(row, await generationOf(stage, row, since));
  let asked = 1;
  if (row.retry) asked += await retry(stage, row, since, timeout);
  return conclude(stage, row, since, asked);
}

/** Presses Retry as the row says; gives how many of the presses were for a new request. */
async function retry(stage: Stage, row: NetworkRow, since: number, timeout: number): Promise<number> {
  const press = async () => {
    const before = await generationOf(stage, row, since);
    await stage.panel.bringToFront();
    await results(stage.panel)
      .filter({ hasText: row.name })
      .getByRole("button", { name: /^Retry/ })
      .first()
      .click();
    await stage.popup.bringToFront();
    await untilEnded(stage.popup, row.name, since, timeout, before);
  };
  await press();
  if (row.retry === "free") {
    expectEnd({ ...row, ends: "picture" }, await generationOf(stage, row, since));
    return 0;
  }
  expectEnd(row, await generationOf(stage, row, since));
  stage.sandbox.behave(calm);
  await press();
  expectEnd({ ...row, ends: "picture" }, await generationOf(stage, row, since));
  return 1;
}

async function conclude(stage: Stage, row: NetworkRow, since: number, asked: number): Promise<Row> {
  const stored = await readStored(stage.popup, since);
  if (!row.retry) expectEnd(row, await generationOf(stage, row, since));
  const verdict: Verdict = judge(stage.sandbox, stored, row.name, asked);
  // Not our doing, and told in a column of its own: it may be charged twice all the same.
  const ours = row.resentByBrowser ? { ...verdict, byBrowser: verdict.double, double: 0, lost: 0 } : verdict;
  return sumUp(row.name, 1, (Date.now() - since) / 1000, [ours]);
}

async function generationOf({ popup }: Stage, { name }: NetworkRow, since: number): Promise<Generation> {
  const { generations } = await readStored(popup, since);
  const found = generations.find(({ prompt }) => prompt === name);
  if (!found) throw new Error(`${name}: no record`);
  return found;
}

function expectEnd({ name, ends }: NetworkRow, generation: Generation): void {
  const end = generation.status === "failed" ? generation.failure.code : generation.status;
  const wanted: readonly string[] = ends === "picture" ? ["done"] : ends;
  if (!wanted.includes(end)) throw new Error(`${name}: ended as ${end}, not as ${wanted.join(" or ")}`);
}
