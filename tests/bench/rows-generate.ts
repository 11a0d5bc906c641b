import type { Bare } from "./bare/worker.ts";
import { paintBigPictures } from "./big-pictures.ts";
import {
  type FalStage,
  lastOrder,
  nextSubmit,
  openFalStage,
  pressBare,
  pressGenerate,
  timeBare,
} from "./fal-stage.ts";
import { untilPassed } from "./probe.ts";
import { against, type Group, type Row, upTo } from "./row.ts";
import { measureAnswer, measureTyping } from "./rows-composer.ts";
import { inTurns } from "./statistics.ts";

const turns = 15;
declare const bare: Bare;

/** One press of Generate and its picture, against the same calls by a bare script. */
export const generateRows: Group = {
  rows: ["3", "4", "5", "6", "7", "7d", "C1", "C2"],
  async measure(isWanted, tell) {
    const stage = await openFalStage((await paintBigPictures()).camera.jpeg);
    try {
      // The first press finds out what fal offers, and opens the connection.
      await pressGenerate(stage, "A first cup");
      if (["3", "4"].some(isWanted)) for (const row of await measureSingle(stage)) tell(row);
      if (isWanted("5")) tell(await measureKnown(stage));
      if (isWanted("C1")) tell(await measureTyping(stage));
      if (isWanted("C2")) tell(await measureAnswer(stage));
      if (isWanted("6")) tell(await countRequests(stage));
      if (isWanted("7")) tell(await measureBatch(stage, "7", 0));
      if (isWanted("7d")) tell(await measureBatch(stage, "7d", 50));
    } finally {
      await stage.close();
    }
  },
};

/** When fal had the picture that ended last (ms since 1970). */
const lastEnd = ({ sandbox }: FalStage) => sandbox.ledger().at(-1)?.at ?? 0;

let presses = 0;
const newPrompt = () => `A cup in the rain, take ${presses++}`;

async function measureSingle(stage: FalStage): Promise<Row[]> {
  const order = lastOrder(stage);
  await stage.bare.evaluate((given) => bare.setTray(given), order);
  const toStored: [number[], number[], number[]] = [[], [], []];
  const toServer = await inTurns(turns, [
    async () => {
      const submitted = nextSubmit(stage);
      const { pressedAt, storedAt } = await pressGenerate(stage, newPrompt());
      toStored[0].push((storedAt[0] ?? 0) - lastEnd(stage));
      return (await submitted) - pressedAt;
    },
    async () => {
      const submitted = nextSubmit(stage);
      const { sentAt, storedAt } = await stage.bare.evaluate((given) => bare.generate(given), order);
      toStored[1].push(storedAt - lastEnd(stage));
      return (await submitted) - sentAt;
    },
    async () => {
      const submitted = nextSubmit(stage);
      const { pressedAt, storedAt } = await pressBare(stage);
      toStored[2].push((storedAt[0] ?? 0) - lastEnd(stage));
      return (await submitted) - pressedAt;
    },
  ]);
  const kilobytes = Math.round(order.body.length / 1000);
  return [
    against({ row: "3", name: `press of Generate → body (${kilobytes} kB) at fal` }, toServer, 1.5, 12),
    against(
      { row: "4", name: "fal has the picture → stored" },
      toStored.map((values) => values.slice(1)) as typeof toStored,
      1.4,
    ),
  ];
}

/** Here the floor is the one to be far from: the client's own way, which asks twice a second. */
async function measureKnown(stage: FalStage): Promise<Row> {
  const order = lastOrder(stage);
  const { sandbox } = stage;
  // Ends are spread over the client's half second.
  let runs = 0;
  const varyTime = () => sandbox.behave({ runMs: 700 + ((runs++ * 190) % 500) });
  const [ours, client] = await inTurns(turns, [
    async () => {
      varyTime();
      const since = Date.now();
      await pressGenerate(stage, newPrompt());
      // As with the client: what is known in the worker, and not yet what comes of it.
      const [asked = 0] = await untilPassed(stage.ours, "asked", since);
      return asked - lastEnd(stage);
    },
    async () => {
      varyTime();
      const { id, at } = await stage.bare.evaluate((given) => bare.followByClient(given), order);
      return at - (sandbox.ledger().find(({ requestId }) => requestId === id)?.at ?? 0);
    },
  ]);
  const row = against(
    { row: "5", name: "fal has the picture → known (B: fal's client as it comes)" },
    [ours, client],
    1,
  );
  const times = 1 / (row.ratio ?? 1);
  return { ...row, bound: "B ÷ A ≥ 75", ratio: times, holds: times >= 75 };
}

async function countRequests(stage: FalStage): Promise<Row> {
  const { sandbox } = stage;
  const counts: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const before = sandbox.record.length;
    await pressGenerate(stage, newPrompt(), 8);
    counts.push(sandbox.record.length - before);
  }
  return upTo({ row: "6", name: "requests of a batch of eight", unit: "count" }, counts, 32);
}

async function measureBatch(stage: FalStage, row: string, delay: number): Promise<Row> {
  await stage.bare.evaluate((given) => bare.setTray(given), lastOrder(stage));
  stage.front.delayBy(delay);
  const measured = await inTurns(8, [
    async () => {
      const { pressedAt, storedAt } = await pressGenerate(stage, newPrompt(), 8);
      return Math.max(...storedAt) - pressedAt;
    },
    () => timeBare(stage, 8, 8),
    async () => {
      const { pressedAt, storedAt } = await pressBare(stage, 8);
      return Math.max(...storedAt) - pressedAt;
    },
  ]);
  stage.front.delayBy(0);
  const words = delay > 0 ? `, every request ${delay} ms later` : "";
  return against({ row, name: `batch of eight, all at once: press → all stored${words}` }, measured, 1.1);
}
