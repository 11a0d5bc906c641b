import { openPanel, readMemory, scrollAll, timeOpening, timeSearch, timeWhole } from "./measure.ts";
import { against, type Group, type Row, unbound, upTo } from "./row.ts";
import { fillLedger, ledgerRows, timeSpending } from "./spending.ts";
import { type Installed, openBench } from "./stage.ts";
import { inTurns } from "./statistics.ts";

const searches = ["batik shirt", "rainy", "shop.ex", "take 12", "ani", "golden hour"];

type History = { few: Installed; some: Installed; many: Installed; most: Installed };
type Measure = (history: History) => Promise<Row | Row[]>;

const measures: Record<string, Measure> = {
  "10": measureOpening,
  "10b": ({ many }) => measureWhole(many, "10b", 500),
  "10c": ({ most }) => measureWhole(most, "10c", 3_000),
  H1: measureSearch,
  H2: measureMemory,
  H3: countPictures,
  H4: measurePopup,
  H5: measureSpending,
};

/** Refshot with little, much and very much to remember: installed once for each in one browser. */
export const historyRows: Group = {
  rows: Object.keys(measures),
  async measure(isWanted, tell) {
    const counts = [100, 1_000, 10_000, ...(isWanted("10c") ? [100_000] : [])];
    const stage = await openBench(counts, (words) => console.log(words));
    try {
      const [few, some, many, most = many] = stage.installed as [Installed, Installed, Installed, Installed?];
      for (const [row, measure] of Object.entries(measures))
        if (isWanted(row)) for (const made of [await measure({ few, some, many, most })].flat()) tell(made);
    } finally {
      await stage.close();
    }
  },
};

async function measureOpening({ few, many }: History): Promise<Row> {
  const measured = await inTurns(15, [
    () => timeOpening(many, "sidepanel.html"),
    () => timeOpening(few, "sidepanel.html"),
  ]);
  return against(
    { row: "10", name: "panel: navigation → pictures painted, 10,000 results (B: 100)" },
    measured,
    1.05,
  );
}

/** The time, and the longest frame while the rest comes. */
async function measureWhole(one: Installed, row: string, atMost: number): Promise<Row[]> {
  const [known, frames]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < 5; turn++) {
    const { at, longest } = await timeWhole(one);
    known.push(at);
    frames.push(longest);
  }
  const many = one.count.toLocaleString("en");
  return [
    upTo({ row, name: `panel: navigation → all ${many} results known` }, known, atMost),
    upTo({ row, name: "the longest frame meanwhile" }, frames, 50),
  ];
}

async function measureSearch({ some, many }: History): Promise<Row> {
  const pages = [];
  for (const one of [many, some]) pages.push({ one, page: await openPanel(one), times: [] as number[] });
  for (let turn = -1; turn < 1; turn++)
    for (const words of searches)
      for (const { one, page, times } of pages) {
        const measured = await timeSearch(page, one, words);
        if (turn >= 0) times.push(...measured);
      }
  for (const { page } of pages) await page.close();
  const [ofMany = [], ofSome = []] = pages.map(({ times }) => times);
  const row = against(
    { row: "H1", name: "search: key → list painted, 10,000 (B: 1,000)" },
    [ofMany, ofSome],
    1.5,
  );
  return { ...row, bound: `${row.bound}, < 50 ms`, holds: row.holds === true && row.a.median < 50 };
}

async function measureMemory({ few, many }: History): Promise<Row> {
  const heapOf = async (one: Installed) => {
    const page = await openPanel(one);
    const heap = await readMemory(page);
    await page.close();
    return heap / 1e6;
  };
  const measured = await inTurns(4, [() => heapOf(many), () => heapOf(few)], 0);
  const name = "JavaScript heap of the panel, 10,000 all known (B: 100)";
  return against({ row: "H2", name, unit: "MB" }, measured, 1.3);
}

async function countPictures({ many }: History): Promise<Row> {
  const page = await openPanel(many);
  const { most, length } = await scrollAll(page);
  await page.close();
  const name = `pictures in the page at most while ${Math.round(length / 1000)},000 px are scrolled through`;
  return upTo({ row: "H3", name, unit: "count" }, [most], 60);
}

async function measurePopup({ few, many }: History): Promise<Row> {
  const measured = await inTurns(10, [
    () => timeOpening(many, "popup.html"),
    () => timeOpening(few, "popup.html"),
  ]);
  return unbound(
    { row: "H4", name: "popup: navigation → prompt in focus, 10,000 results (B: 100)" },
    measured,
  );
}

async function measureSpending({ few }: History): Promise<Row> {
  await fillLedger(few);
  const times: number[] = [];
  for (let turn = -1; turn < 10; turn++) {
    const time = await timeSpending(few);
    if (turn >= 0) times.push(time);
  }
  const requests = ledgerRows.toLocaleString("en");
  return upTo(
    { row: "H5", name: `Options: navigation → figures of Spending, ${requests} requests` },
    times,
    300,
  );
}
