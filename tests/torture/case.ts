import type { Page } from "playwright-core";
import { type ExtensionBrowser, launchWithExtension } from "../../sandbox/browser.ts";
import type { Desktop } from "../e2e/desktop.ts";
import type { BadRow } from "./bad-rows.ts";
import { createPerson, settle, targetOf } from "./person.ts";
import { difference } from "./pictures.ts";
import type { Row } from "./row.ts";
import { hosts, type Sites } from "./sites.ts";
import type { Line } from "./table.ts";
import { clearNotice, readFace, readNotice, untilNotice } from "./tray.ts";

/** Mean difference per channel (0 to 255) under which two pictures are the same; a crop is a scaled one. */
const same = 6;

export interface TortureStage {
  browser: ExtensionBrowser;
  person: ReturnType<typeof createPerson>;
  sites: Sites;
  pictures: Record<string, Buffer>;
  /** One of the extension's own pages, to look into its database. */
  own: Page;
}

export async function openTorture(
  sites: Sites,
  pictures: Record<string, Buffer>,
  desktop: Desktop,
): Promise<TortureStage> {
  const browser = await launchWithExtension({ headed: true, display: desktop.display, args: sites.args });
  // Not the popup: that shows what went wrong, and so takes it off the toolbar.
  const own = await browser.open("sidepanel.html");
  return { browser, sites, pictures, person: createPerson(browser, desktop), own };
}

let pageNumber = 0;

/** Opens a row's page in a tab of its own. */
async function show(
  { browser, sites, pictures }: TortureStage,
  row: { body: string; on?: string; path?: string },
) {
  pageNumber++;
  const body = row.body
    .replace("NUMBER", String(pageNumber))
    .replaceAll("LOOPBACK", sites.loopback)
    .replaceAll("DECIMAL", sites.loopback.replace("127.0.0.1", "2130706433"))
    .replace("DATA:small", `data:image/jpeg;base64,${pictures.small!.toString("base64")}`);
  const path = row.path ?? `/page-${pageNumber}`;
  const empty = '<p id="empty" style="margin:0;height:60px"></p>';
  if (!row.path) sites.pages.set(path, `<!doctype html><body style="margin:0">${empty}${body}</body>`);
  const page = await browser.context.newPage();
  const origin = row.on === "loopback" ? sites.loopback : (row.on ?? hosts.shop);
  await page.goto(origin + path, { waitUntil: "commit" });
  await settle(page);
  return page;
}

/** Takes a row's picture, and says what came of it. `allowed`: whether every site is. */
export async function tryRow(stage: TortureStage, row: Row, allowed: boolean): Promise<Line> {
  const { person, own, pictures, sites } = stage;
  const line = (rung: string, got: string, pass: boolean): Line => {
    return { name: row.name, rung, got, wanted: row.size.join("×"), pass };
  };
  const before = (await readFace(own))?.id;
  sites.asked.length = 0;
  const page = await show(stage, row);
  try {
    if (row.pinch) await pinch(page, row.pinch);
    if (row.by === "menu") await person.rightClick(page, targetOf(page, row));
    else if (row.by === "keys") await person.pickByKeys(page);
    else await person.pick(page, targetOf(page, row));
    const mark = await person.outcome();
    const face = await readFace(own);
    if (mark !== "✓" || !face || face.id === before) return line("none", await readNotice(own), false);
    const { rung, original, element } = face.receipt;
    const rightSize =
      rung === "screen"
        ? mayBeCrop(row, allowed)
        : `${original.width}×${original.height}` === row.size.join("×");
    const off = await difference(face.jpeg, pictures[row.source]!);
    const unasked = sites.asked.filter((each) => each.includes("/beacon") || row.unasked?.test(each));
    const left = (await leftovers(page)) + (unasked.length > 0 ? `, asked ${unasked.join(" ")}` : "");
    const got = `${original.width}×${original.height} ${original.format}, off by ${off.toFixed(1)}${left}`;
    return line(`${rung}, ${element}`, got, off < (row.tolerance ?? same) && !left && rightSize);
  } catch (error) {
    return line("none", firstLine(error), false);
  } finally {
    await page.close();
  }
}

/** As two fingers on a touch pad do. */
async function pinch(page: Page, pageScaleFactor: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setPageScaleFactor", { pageScaleFactor });
  await settle(page);
}

/** A canvas that the browser closes to every script stays a crop, whatever is allowed. */
const mayBeCrop = (row: Row, allowed: boolean) =>
  row.crop === "always" || (row.crop === "without" && !allowed);

/** What no page of the rows has by itself. */
const ours = "html > :not(head, body), svg:root > foreignObject";

/** What we left in the page, as words; nothing when it is as it was once the word about the capture has gone. */
async function leftovers(page: Page): Promise<string> {
  await page
    .waitForFunction((ours) => Document.prototype.querySelectorAll.call(document, ours).length === 0, ours, {
      timeout: 60_000,
    })
    .catch(() => undefined);
  const found = await page.evaluate(
    (ours) => ({
      // The page may have an element called as the method is.
      nodes: Document.prototype.querySelectorAll.call(document, ours).length,
      names: Object.keys(window).filter((name) => name.startsWith("refshot")),
    }),
    ours,
  );
  return found.nodes > 0 || found.names.length > 0 ? `, left ${JSON.stringify(found)}` : "";
}

/** Tries what must be refused. */
export async function tryBad(stage: TortureStage, row: BadRow): Promise<Line> {
  const { person, own, sites } = stage;
  const line = (rung: string, got: string, pass: boolean): Line => ({
    name: row.name,
    rung,
    got,
    wanted: row.code,
    pass,
  });
  const asked = () => sites.asked.filter((each) => row.unasked && each.endsWith(row.unasked)).length;
  const before = (await readFace(own))?.id;
  const page = await show(stage, row);
  try {
    const askedByPage = asked();
    await clearNotice(own);
    await person.rightClick(page, targetOf(page, row));
    if (row.meanwhile === "close") await page.close();
    if (row.meanwhile === "navigate") await page.goto(`${hosts.shop}/large.jpg`);
    const mark = await person.outcome();
    const face = await readFace(own);
    const more = asked() - askedByPage;
    if (face?.id !== before)
      return line(
        face?.receipt.rung ?? "none",
        "a picture",
        row.cropIsFine === true && face?.receipt.rung === "screen",
      );
    const code = await untilNotice(own);
    const right = mark === "!" && row.code.split("|").includes(code) && more === 0;
    return line("refused", more > 0 ? `${code}, asked ${more} times` : code, right);
  } catch (error) {
    return line("none", firstLine(error), false);
  } finally {
    if (!page.isClosed()) await page.close();
  }
}

const firstLine = (error: unknown) => (String(error).split("\n")[0] ?? "").slice(0, 80);
