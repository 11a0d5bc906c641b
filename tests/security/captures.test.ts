import { rm } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../e2e/stage.ts";
import { svgBomb } from "./bombs.ts";
import { type Hosts, openHosts } from "./hosts.ts";
import { capture, grantedExtension, newestReference } from "./real-tab.ts";

/** A drawing that would ask for something in every way there is, if it were put into a document. */
const busySvg = (more = "") =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" onload="new Image().src='http://spy.example/event'">
<script>new Image().src='http://spy.example/script'</script><style>@import url("http://spy.example/style");</style>
<image href="http://spy.example/image" width="9" height="9"/><use href="http://spy.example/use#a"/>${more}
<rect width="300" height="300" fill="#2a5"/></svg>`;
const html = `<foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="http://spy.example/html"/></foreignObject>`;

describe("Captures in a real tab, with every site allowed", () => {
  let stage: Stage;
  let hosts: Hosts;
  let extension: string;

  beforeAll(async () => {
    const cup = await sharp({ create: { width: 640, height: 640, channels: 3, background: "#a52" } })
      .jpeg()
      .toBuffer();
    const page = (body: string): [string, string] => ["text/html", `<!doctype html>${body}`];
    const cookie = { "set-cookie": "session=secret; Secure; SameSite=None; Path=/" };
    const giveCookie = (response: ServerResponse) => void response.writeHead(200, cookie).end();
    hosts = await openHosts({
      "shop.example/": page("<p>Cups</p>"),
      "shop.example/cup.jpg": ["image/jpeg", cup],
      // Only a script in its own page gets it.
      "shop.example/visitors.jpg": (response, { headers }) =>
        headers["sec-fetch-site"] === "same-origin"
          ? void response.writeHead(200, { "content-type": "image/jpeg" }).end(cup)
          : void response.writeHead(403).end(),
      "cdn.example/cookie": giveCookie,
      "shop.example/cookie": giveCookie,
      "slow.example/": page("<p>Cups</p>"),
      "cdn.example/cup.jpg": ["image/jpeg", cup],
      "cdn.example/busy.svg": ["image/svg+xml", busySvg()],
      "cdn.example/html.svg": ["image/svg+xml", busySvg(html)],
      "cdn.example/bomb.svg": ["image/svg+xml", svgBomb()],
    });
    const inside = `127.0.0.1:${hosts.port}`;
    const away = (location: string) => (response: ServerResponse) =>
      void response.writeHead(302, { location, "access-control-allow-origin": "*" }).end();
    Object.assign(hosts.answers, {
      [`${inside}/private.jpg`]: ["image/jpeg", cup],
      "cdn.example/to-inside": away(`http://${inside}/private.jpg`),
      "cdn.example/to-decimal": away(`http://2130706433:${hosts.port}/private.jpg`),
      "cdn.example/twice": away("http://open.example/to-inside"),
      "open.example/to-inside": away(`http://${inside}/private.jpg`),
      "cdn.example/to-open": away("http://open.example/cup.jpg"),
      "open.example/cup.jpg": ["image/jpeg", cup],
    });
    extension = await grantedExtension();
    stage = await openStage({ browser: { extension, args: hosts.args } });
  });
  afterAll(async () => {
    await stage?.close();
    hosts?.close();
    await rm(extension, { recursive: true, force: true });
  });
  beforeEach(() => {
    hosts.asked.length = 0;
  });

  async function open(url: string) {
    const page = await stage.browser.context.newPage();
    await page.goto(url);
    return page;
  }
  const askedBy = (use: string, file: string) =>
    hosts.asked.filter((asked) => asked.use === use && asked.url.endsWith(file));

  it.each([
    { rung: "worker", srcUrl: "https://cdn.example/cup.jpg" },
    { rung: "page", srcUrl: "https://shop.example/visitors.jpg" },
  ])("17 no cookie is sent for a picture, though there is one and it would be: $rung", async (row) => {
    const { origin, pathname } = new URL(row.srcUrl);
    await (await open(`${origin}/cookie`)).close();
    const page = await open("https://shop.example/");
    // The counterproof: this cookie does travel, from the worker and from the page.
    const ask = (url: string) => fetch(url, { credentials: "include", mode: "no-cors" }).then(() => {});
    await (row.rung === "worker"
      ? stage.browser.worker.evaluate(ask, row.srcUrl)
      : page.evaluate(ask, row.srcUrl));
    expect(askedBy("empty", pathname).map(({ cookie }) => cookie)).toEqual(["session=secret"]);
    hosts.asked.length = 0;
    const click = { srcUrl: row.srcUrl, pageUrl: "https://shop.example/", page };
    expect(await capture(stage, click)).toBe("set");
    expect((await newestReference(stage.panel))?.receipt.rung).toBe(row.rung);
    const fetched = askedBy("empty", pathname);
    expect(fetched.length).toBeGreaterThan(0);
    expect(fetched.filter(({ cookie }) => cookie)).toEqual([]);
    await page.close();
  });

  it.each(["to-inside", "to-decimal", "twice"])(
    "18 with the permission, a public picture that redirects to a private host is not used: %s",
    async (path) => {
      const click = { srcUrl: `http://cdn.example/${path}`, pageUrl: "http://shop.example/" };
      expect(await capture(stage, click)).not.toBe("set");
      const page = await open(click.pageUrl);
      expect(await capture(stage, { ...click, page })).not.toBe("set");
      await page.close();
      // An extension cannot see where a redirect leads before it is followed. The page's own <img> has asked the
      // same; we send no cookie along, and read no byte of the answer.
      const inside = hosts.asked.filter(({ url }) => new URL(url).hostname === "127.0.0.1");
      expect(inside.filter(({ cookie }) => cookie)).toEqual([]);
    },
  );

  it("18 while one that redirects to a public host comes through", async () => {
    const page = await open("http://shop.example/");
    const click = { srcUrl: "http://cdn.example/to-open", pageUrl: "http://shop.example/", page };
    expect(await capture(stage, click)).toBe("set");
    await page.close();
  });

  it.each([
    { what: "script, style and picture", path: "busy.svg", came: /^set$/ },
    // The browser lets nobody read what HTML has drawn.
    { what: "HTML", path: "html.svg", came: /^(set|capture_.*)$/ },
  ])("22 an SVG runs no script and loads nothing, where the page draws it: $what", async ({ path, came }) => {
    const page = await open("http://shop.example/");
    const click = { srcUrl: `http://cdn.example/${path}`, pageUrl: "http://shop.example/", page };
    expect(await capture(stage, click)).toMatch(came);
    await page.waitForTimeout(500);
    const loaded = () =>
      hosts.asked.filter(({ url }) => url.includes("//spy.example/")).map(({ url }) => url);
    expect(hosts.asked.map(({ url }) => url)).toContain(click.srcUrl);
    expect(loaded()).toEqual([]);
    expect(await page.locator("svg").count()).toBe(0);
    // The counterproof: put into the page, the same drawing is heard of.
    const svg = path === "busy.svg" ? busySvg() : busySvg(html);
    await page.evaluate((svg) => document.body.insertAdjacentHTML("beforeend", svg), svg);
    await expect.poll(loaded).toContain("http://spy.example/image");
    await page.close();
  });

  it("22 nor where a file is chosen in the popup", async () => {
    const { popup } = stage;
    await popup.bringToFront();
    const slot = popup.getByRole("group", { name: "Background", exact: true });
    await slot
      .locator("input[type=file]")
      .setInputFiles({ name: "a.svg", mimeType: "image/svg+xml", buffer: Buffer.from(busySvg(html)) });
    const told = async () => (await popup.getByRole("status").innerText()).length;
    await expect.poll(async () => (await slot.getByRole("img").count()) + (await told())).toBeGreaterThan(0);
    await popup.waitForTimeout(500);
    expect(hosts.asked).toEqual([]);
    expect(await popup.locator("foreignObject").count()).toBe(0);
  });

  // Drawn by an <img> it takes minutes; refused it takes a part of a second, or some on a busy machine.
  it("21 an SVG bomb is refused long before it could be drawn, and the page goes on", async () => {
    const page = await open("http://slow.example/");
    await page.evaluate(() => {
      const watch = { last: performance.now(), longest: 0 };
      Object.assign(window, { watch });
      setInterval(() => {
        watch.longest = Math.max(watch.longest, performance.now() - watch.last);
        watch.last = performance.now();
      }, 50);
    });
    const begun = performance.now();
    const click = { srcUrl: "http://cdn.example/bomb.svg", pageUrl: "http://slow.example/", page };
    const came = await capture(stage, click);
    expect(came).toMatch(/^(set|capture_.*)$/);
    expect(performance.now() - begun).toBeLessThan(30_000);
    expect(hosts.asked.map(({ url }) => url)).toContain(click.srcUrl);
    const frozen = await page.evaluate(
      () => (window as unknown as { watch: { longest: number } }).watch.longest,
    );
    expect(frozen).toBeLessThan(10_000);
    await page.close();
  });
});
