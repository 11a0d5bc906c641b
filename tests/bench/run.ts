// Measures the built extension in a real Chromium with 100, 1,000 and 10,000 results, all in one run and in turns.
// Prints the table, writes docs/bench.md, and fails when a bound is not held. A number as argument: how many repeats.
import { writeFileSync } from "node:fs";
import { openPanel, readMemory, scrollAll, timeOpening, timeSearch } from "./measure.ts";
import { fillLedger, ledgerRows, timeSpending } from "./spending.ts";
import { type BenchStage, type Installed, openBench } from "./stage.ts";
import { type Line, median, report, table } from "./table.ts";

const repeats = Number(process.argv[2] ?? 15);
const searches = ["batik shirt", "rainy", "shop.ex", "take 12", "ani", "golden hour"];
const ms = (value: number) => `${value.toFixed(1)} ms`;
const mb = (value: number) => `${(value / 1e6).toFixed(2)} MB`;
const times = (value: number) => `${value.toFixed(2)} ×`;

/** Medians of opening a page with little and with much, by turns, after one opening that does not count. */
async function openings(ones: Installed[], name: Parameters<typeof timeOpening>[1]): Promise<number[]> {
  const measured = ones.map((): number[] => []);
  for (let turn = -1; turn < repeats; turn++)
    for (const [i, one] of ones.entries()) {
      const time = await timeOpening(one, name);
      if (turn >= 0) measured[i]?.push(time);
    }
  return measured.map(median);
}

async function searchMedians(ones: Installed[]): Promise<number[]> {
  const pages = [];
  for (const one of ones) pages.push({ one, page: await openPanel(one), times: [] as number[] });
  for (let turn = -1; turn < Math.ceil(repeats / 5); turn++)
    for (const words of searches)
      for (const { one, page, times } of pages) {
        const measured = await timeSearch(page, one, words);
        if (turn >= 0) times.push(...measured);
      }
  for (const { page } of pages) await page.close();
  return pages.map(({ times }) => median(times));
}

async function memoryLines(few: Installed, many: Installed): Promise<Line[]> {
  const fresh: { heap: number[]; process: number[] }[] = [few, many].map(() => ({ heap: [], process: [] }));
  for (let turn = 0; turn < Math.ceil(repeats / 3); turn++)
    for (const [i, one] of [few, many].entries()) {
      const page = await openPanel(one);
      const { heap, process } = await readMemory(page);
      fresh[i]?.heap.push(heap);
      fresh[i]?.process.push(process);
      await page.close();
    }
  const [heapFew = 0, heapMany = 0] = fresh.map(({ heap }) => median(heap));
  const [processFew = 0, processMany = 0] = fresh.map(({ process }) => median(process));
  return [
    atMost("memory of the panel: JavaScript heap in use after a collection", mb, heapFew, heapMany, 1.3),
    {
      name: "the same: private memory of the panel's process (not bound)",
      got: [mb(processFew), "", mb(processMany)],
      compared: times(processMany / processFew),
    },
  ];
}

async function scrollLines(many: Installed): Promise<Line[]> {
  const lines: Line[] = [];
  for (const width of [400, 800]) {
    const page = await openPanel(many, width);
    const { most, length } = await scrollAll(page);
    const { heap } = await readMemory(page);
    await page.close();
    lines.push({
      name: `pictures in the page at most, scrolling through all of it (${width} px wide, ${Math.round(length / 1000)},000 px long)`,
      got: ["", "", String(most)],
      bound: "≤ 60",
      pass: most > 0 && most <= 60,
    });
    lines.push({
      name: `JavaScript heap after that scroll (${width} px; not bound)`,
      got: ["", "", mb(heap)],
    });
  }
  return lines;
}

/** A row whose bound is a multiple of the smaller history. */
function atMost(
  name: string,
  format: (value: number) => string,
  few: number,
  many: number,
  bound: number,
): Line {
  const ratio = many / few;
  return {
    name,
    got: [format(few), "", format(many)],
    compared: times(ratio),
    bound: `≤ ${bound} ×`,
    pass: ratio <= bound,
  };
}

async function measureAll({ installed }: BenchStage): Promise<Line[]> {
  const [few, some, many] = installed as [Installed, Installed, Installed];
  const say = (line: Line) => {
    console.log(
      `${line.pass === false ? "FAIL" : "ok  "} ${line.name}: ${line.got.filter(Boolean).join(" → ")} ${line.compared ?? ""}`,
    );
    return line;
  };
  const lines: Line[] = [];
  // First, before searches and scrolls leave their traces in the processes.
  const memory = (await memoryLines(few, many)).map(say);
  const [panelFew = 0, panelMany = 0] = await openings([few, many], "sidepanel.html");
  lines.push(say(atMost("panel ready: navigation to pictures painted", ms, panelFew, panelMany, 1.1)));
  const [searchSome = 0, searchMany = 0] = await searchMedians([some, many]);
  const ratio = searchMany / searchSome;
  lines.push(
    say({
      name: "search: key pressed to list painted",
      got: ["", ms(searchSome), ms(searchMany)],
      compared: times(ratio),
      bound: "< 50 ms, ≤ 1.5 ×",
      pass: searchMany < 50 && ratio <= 1.5,
    }),
  );
  lines.push(...memory);
  lines.push(...(await scrollLines(many)).map(say));
  const [popupFew = 0, popupMany = 0] = await openings([few, many], "popup.html");
  lines.push(
    say({
      name: "popup ready: navigation to the prompt in focus (not bound)",
      got: [ms(popupFew), "", ms(popupMany)],
      compared: times(popupMany / popupFew),
    }),
  );
  lines.push(say(await spendingLine(few)));
  return lines;
}

async function spendingLine(one: Installed): Promise<Line> {
  await fillLedger(one);
  const opened: number[] = [];
  for (let turn = -1; turn < repeats; turn++) {
    const time = await timeSpending(one);
    if (turn >= 0) opened.push(time);
  }
  const time = median(opened);
  return {
    name: `Options: navigation to the figures of Spending, with ${ledgerRows.toLocaleString("en")} requests`,
    got: [ms(time), "", ""],
    bound: "< 300 ms",
    pass: time < 300,
  };
}

const stage = await openBench([100, 1000, 10_000], (words) => console.log(words));
try {
  const lines = await measureAll(stage);
  const made = table(lines);
  console.log(`\n${made}`);
  writeFileSync("docs/bench.md", report(made, { repeats, version: stage.version }));
  if (lines.some(({ pass }) => pass === false)) process.exitCode = 1;
} finally {
  await stage.close();
}
