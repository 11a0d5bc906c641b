// Takes every row's picture as a person would, in a real Chromium on a virtual display: once without any host
// permission, once with all sites allowed. Prints the tables, writes docs/capture.md, fails when a row does.
// A regular expression as argument takes only the rows whose names it fits, and writes nothing.
import { mkdirSync, writeFileSync } from "node:fs";
import { openDesktop } from "../e2e/desktop.ts";
import { badRows } from "./bad-rows.ts";
import { openTorture, type TortureStage, tryBad, tryRow } from "./case.ts";
import { menuRows } from "./menu-rows.ts";
import { allowAllSites, forgetAllSites, upgradeCrop, upgradeToOther } from "./permissions.ts";
import { pickerRows } from "./picker-rows.ts";
import { makePictures } from "./pictures.ts";
import { seenRows } from "./seen-rows.ts";
import { openSites } from "./sites.ts";
import { type Line, report, table } from "./table.ts";
import { truthPickerRows, truthRows } from "./truth-rows.ts";

const only = process.argv[2] ? new RegExp(process.argv[2], "i") : undefined;
const chosen = <Row extends { name: string }>(rows: Row[]) =>
  rows.filter(({ name }) => !only || only.test(name));

/** Tries one row after the other, and says how each went. */
async function tryAll<Row extends { name: string }>(
  rows: Row[],
  attempt: (row: Row) => Promise<Line>,
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const row of chosen(rows)) {
    const line = await attempt(row);
    lines.push(line);
    console.log(`${line.pass ? "ok  " : "FAIL"} ${line.name}: ${line.rung}: ${line.got}`);
  }
  return lines;
}

async function runAll(stage: TortureStage): Promise<Line[][]> {
  const rows = [...menuRows, ...truthRows, ...pickerRows, ...truthPickerRows, ...seenRows];
  const without = await tryAll(rows, (row) => tryRow(stage, row, false));
  const refused = await tryAll(badRows, (row) => tryBad(stage, row));
  const upgrades = [{ name: "the original of a crop" }, { name: "the original is another picture" }];
  const upgraded = await tryAll(upgrades, ({ name }) =>
    name === upgrades[0]?.name ? upgradeCrop(stage) : upgradeToOther(stage),
  );
  await allowAllSites(stage);
  const allowed = await tryAll(rows, (row) => tryRow(stage, row, true));
  const guarded = badRows.filter(({ code }) => code === "capture_address_refused");
  const stillRefused = await tryAll(guarded, (row) => tryBad(stage, { ...row, cropIsFine: false }));
  const forgotten = await tryAll([{ name: "all sites taken back" }], () => forgetAllSites(stage));
  return [without, [...allowed, ...upgraded, ...forgotten], [...refused, ...stillRefused]];
}

const desktop = await openDesktop();
if (!desktop) throw new Error("The torture set needs a display: install xvfb and xdotool.");
const pictures = await makePictures();
const sites = await openSites(pictures);
const stage = await openTorture(sites, pictures, desktop);
try {
  const [without = [], allowed = [], refused = []] = await runAll(stage);
  const tables = [
    table("Without any permission for a site", without),
    table("With all sites allowed in Options", allowed),
    table("Refused, with a sentence; the tray stays", refused),
  ];
  console.log(`\n${tables.join("\n")}`);
  if (!only) {
    mkdirSync("docs", { recursive: true });
    writeFileSync("docs/capture.md", report(tables));
  }
  if ([...without, ...allowed, ...refused].some(({ pass }) => !pass)) process.exitCode = 1;
} finally {
  await stage.browser.close();
  sites.close();
  desktop.close();
}
