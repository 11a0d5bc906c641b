// Measures the built extension in a real Chromium, in turns with bare scripts in the same browser. Prints the table and
// writes bench/results.json; a whole run writes the table of docs/performance.md, too. Rows as arguments: only those.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { findChromium } from "../../sandbox/setup/browser.mjs";
import { type Machine, tellMachine, watchMachine } from "./machine.ts";
import type { Group, Row } from "./row.ts";
import { captureRows } from "./rows-capture.ts";
import { generateRows } from "./rows-generate.ts";
import { historyRows } from "./rows-history.ts";
import { pictureRows } from "./rows-picture.ts";
import { shootRows } from "./rows-shoot.ts";
import { startRows } from "./rows-start.ts";
import { lineOf, promisedTable, table } from "./table.ts";

const groups = [startRows, pictureRows, captureRows, generateRows, shootRows, historyRows];
const numbers = groups.flatMap((group) => group.rows);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((row) => !numbers.includes(row));
if (unknown.length > 0) throw new Error(`No row ${unknown.join(", ")}: there are ${numbers.join(", ")}.`);
const isWanted = (row: string) => wanted.length === 0 || wanted.includes(row);

/** A group that breaks off takes no other along. */
async function measureAll(): Promise<{ rows: Row[]; whole: boolean }> {
  const rows: Row[] = [];
  let whole = true;
  const measure = async (group: Group) => {
    try {
      await group.measure(isWanted, (row) => {
        rows.push(row);
        console.log(lineOf(row));
      });
    } catch (error) {
      whole = false;
      console.error(`Broke off at ${group.rows.filter(isWanted).join(", ")}:`, error);
    }
  };
  for (const group of groups) if (group.rows.some(isWanted)) await measure(group);
  return { rows: rows.sort((a, b) => a.row.localeCompare(b.row, "en", { numeric: true })), whole };
}

const tablesOf = (rows: Row[], aligned = false) =>
  `${table(rows, aligned)}\n\n${promisedTable(rows, aligned)}`;

function write(rows: Row[], machine: Machine, isWhole: boolean): void {
  console.log(`\n${tablesOf(rows, true)}\n\n${tellMachine(machine)}`);
  mkdirSync("bench", { recursive: true });
  writeFileSync("bench/results.json", `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  if (!isWhole) return;
  const page = "docs/performance.md";
  const between = /(<!-- measured -->)[\s\S]*(<!-- end -->)/;
  const made = `<!-- measured -->\n\n${tablesOf(rows)}\n\n${tellMachine(machine)}\n\n<!-- end -->`;
  writeFileSync(page, readFileSync(page, "utf8").replace(between, made));
}

const describeMachine = watchMachine();
const { rows, whole } = await measureAll();
const version = execFileSync(findChromium() ?? "chromium", ["--version"], { encoding: "utf8" });
const machine = describeMachine(/[\d.]+/.exec(version)?.[0] ?? version.trim());
write(rows, machine, whole && wanted.length === 0);
if (!whole || rows.some(({ holds }) => holds === false)) process.exitCode = 1;
