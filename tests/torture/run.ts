// Takes every row's picture as a person would, in a real Chromium on a virtual display: once without any host
// permission, once with all sites allowed. Prints two tables, writes docs/capture.md, fails when a row does.
import { mkdirSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { type ExtensionBrowser, launchWithExtension } from "../../sandbox/browser.ts";
import { type Desktop, openDesktop } from "../e2e/desktop.ts";
import { createPerson, settle, targetOf } from "./person.ts";
import { difference, makePictures } from "./pictures.ts";
import { type BadRow, badRows, type Row, rows } from "./rows.ts";
import { hosts, openSites, type Sites } from "./sites.ts";
import { type Line, report, table } from "./table.ts";
import { readFace, readNotice } from "./tray.ts";

/** Mean difference per channel (0 to 255) under which two pictures are the same; a crop is a scaled one. */
const same = 6;
const only = process.argv[2] ? new RegExp(process.argv[2], "i") : /./;

interface Stage {
  browser: ExtensionBrowser;
  person: ReturnType<typeof createPerson>;
  sites: Sites;
  pictures: Record<string, Buffer>;
  /** One of the extension's own pages, to look into its database. */
  own: Page;
}

async function openStage(sites: Sites, pictures: Record<string, Buffer>, desktop: Desktop): Promise<Stage> {
  const browser = await launchWithExtension({ headed: true, display: desktop.display, args: sites.args });
  return {
    browser,
    sites,
    pictures,
    person: createPerson(browser, desktop),
    own: await browser.open("sidepanel.html"),
  };
}

let pageNumber = 0;

/** Opens a row's page in a tab of its own. */
async function show({ browser, sites, pictures }: Stage, row: { body: string; on?: string }): Promise<Page> {
  const decimal = sites.loopback.replace("127.0.0.1", "2130706433");
  const body = row.body
    .replaceAll("LOOPBACK", sites.loopback)
    .replaceAll("DECIMAL", decimal)
    .replace("DATA:small", `data:image/jpeg;base64,${pictures.small!.toString("base64")}`);
  const path = `/page-${++pageNumber}`;
  sites.pages.set(
    path,
    `<!doctype html><body style="margin:0"><p id="empty" style="margin:0;height:60px"></p>${body}</body>`,
  );
  const page = await browser.context.newPage();
  const origin = row.on === "loopback" ? sites.loopback : (row.on ?? hosts.shop);
  await page.goto(origin + path, { waitUntil: "commit" });
  await page
    .locator(row.body.includes("<iframe") ? "iframe" : "body")
    .first()
    .waitFor();
  await settle(page);
  return page;
}

async function tryRow(stage: Stage, row: Row, allowed: boolean): Promise<Line> {
  const before = (await readFace(stage.own))?.id;
  const page = await show(stage, row);
  try {
    const { person } = stage;
    const target = targetOf(page, row);
    if (row.by === "menu") await person.rightClick(page, target);
    else if (row.by === "keys") await person.pickByKeys(page);
    else await person.pick(page, target);
    const mark = await person.outcome();
    const face = await readFace(stage.own);
    if (mark !== "✓" || !face || face.id === before)
      return {
        name: row.name,
        rung: "none",
        got: await readNotice(stage.own),
        wanted: wanted(row),
        pass: false,
      };
    const { rung, original, element } = face.receipt;
    const isCrop = rung === "screen";
    const rightSize = original.width === row.size[0] && original.height === row.size[1];
    const off = await difference(face.jpeg, stage.pictures[row.source]!);
    const left = await leftovers(page);
    return {
      name: row.name,
      rung: `${rung}${element ? `, ${element}` : ""}`,
      got: `${original.width}×${original.height} ${original.format}, off by ${off.toFixed(1)}${left}`,
      wanted: wanted(row),
      pass: off < same && !left && (isCrop ? mayBeCrop(row, allowed) : rightSize),
    };
  } catch (error) {
    const words = String(error).split("\n")[0] ?? "";
    return { name: row.name, rung: "none", got: words.slice(0, 80), wanted: wanted(row), pass: false };
  } finally {
    await page.close();
  }
}

const wanted = ({ size }: Row) => size.join("×");

/** A canvas that the browser closes to everyone stays a crop, whatever is allowed. */
const mayBeCrop = (row: Row, allowed: boolean) =>
  row.cropWithout === true && (!allowed || row.name === "canvas, tainted");

/** What we left in the page, as words; nothing when it is as it was. */
async function leftovers(page: Page): Promise<string> {
  const found = await page.evaluate(() => ({
    nodes: document.querySelectorAll("html > :not(head, body)").length,
    names: Object.keys(window).filter((name) => name.startsWith("refshot")),
  }));
  return found.nodes > 0 || found.names.length > 0 ? `, left ${JSON.stringify(found)}` : "";
}

async function tryBad(stage: Stage, row: BadRow): Promise<Line> {
  const before = (await readFace(stage.own))?.id;
  const page = await show(stage, row);
  const line = (got: string, pass: boolean): Line => ({
    name: row.name,
    rung: "refused",
    got,
    wanted: row.code,
    pass,
  });
  try {
    const asked = () => stage.sites.asked.filter((each) => row.unasked && each.endsWith(row.unasked)).length;
    const askedByPage = asked();
    await stage.person.rightClick(page, targetOf(page, row));
    if (row.meanwhile === "close") await page.close();
    if (row.meanwhile === "navigate") await page.goto(`${hosts.shop}/large.jpg`);
    const mark = await stage.person.outcome();
    const code = await readNotice(stage.own);
    const kept = (await readFace(stage.own))?.id === before;
    const more = asked() - askedByPage;
    const right = mark === "!" && row.code.split("|").includes(code) && kept && more === 0;
    return line(`${code}${kept ? "" : ", tray changed"}${more > 0 ? `, asked ${more} times` : ""}`, right);
  } catch (error) {
    return line(String(error).split("\n")[0]!.slice(0, 80), false);
  } finally {
    if (!page.isClosed()) await page.close();
  }
}

async function run(stage: Stage, allowed: boolean): Promise<Line[]> {
  const lines: Line[] = [];
  for (const row of rows.filter(({ name }) => only.test(name))) {
    lines.push(await tryRow(stage, row, allowed));
    const { name, rung, got, pass } = lines.at(-1)!;
    console.log(`${pass ? "ok  " : "FAIL"} ${name}: ${rung}, ${got}`);
  }
  return lines;
}

async function runBad(stage: Stage): Promise<Line[]> {
  const lines: Line[] = [];
  for (const row of badRows.filter(({ name }) => only.test(name))) {
    lines.push(await tryBad(stage, row));
    const { name, got, pass } = lines.at(-1)!;
    console.log(`${pass ? "ok  " : "FAIL"} ${name}: ${got}`);
  }
  return lines;
}

/** Options' switch, and the browser's own question. */
async function allowAllSites({ browser, person }: Stage): Promise<void> {
  const options = await browser.open("options.html");
  await options.bringToFront();
  await options.getByRole("switch", { name: "Allow all sites" }).click();
  await person.allow();
  await options.getByRole("switch", { name: "Allow all sites", checked: true }).waitFor();
  await options.close();
}

const desktop = await openDesktop();
if (!desktop) throw new Error("The torture set needs a display: install xvfb and xdotool.");
const pictures = await makePictures();
const sites = await openSites(pictures);
sites.pages.set(
  "/framed.html",
  '<body style="margin:0"><img id="it" width="320" height="400" src="/large.jpg">',
);
const stage = await openStage(sites, pictures, desktop);
try {
  const without = await run(stage, false);
  const bad = await runBad(stage);
  await allowAllSites(stage);
  const allowed = await run(stage, true);
  const tables = [
    table("Without any permission for a site", without),
    table("With all sites allowed in Options", allowed),
    table("Refused, with a sentence; the tray stays", bad),
  ];
  console.log(`\n${tables.join("\n")}`);
  if (!process.argv[2]) {
    mkdirSync("docs", { recursive: true });
    writeFileSync("docs/capture.md", report(tables));
  }
  if ([...without, ...bad, ...allowed].some(({ pass }) => !pass)) process.exitCode = 1;
} finally {
  await stage.browser.close();
  sites.close();
  desktop.close();
}
