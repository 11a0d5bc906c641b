import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoredLines } from "../../lib/domain/log-lines";
import { linesIn } from "../../lib/storage/logs";
import type { Refusal } from "../../sandbox/behaviour.ts";
import { generate, openStage, results, type Stage, unfoldTechnical, waitForPictures } from "../e2e/stage.ts";
import { pngBomb } from "./bombs.ts";
import { type Hosts, openHosts } from "./hosts.ts";
import { press } from "./press.ts";
import { beginCapture } from "./real-tab.ts";
import { readTable } from "./stores.ts";

const markup = `"><img src=x onerror="window.__refshotHit=1"><script>window.__refshotHit=1</script>`;
const asStream = { "content-type": "text/event-stream" };
const event = (data: object) => `data: ${JSON.stringify(data)}\n\n`;
const done = event({ status: "COMPLETED" });

/** What a fal that means harm could say, each to one prompt; `ends` is how the result then stands in the panel. */
const attacks: (Refusal & { prompt: string; ends: "Failed" | "Download" })[] = [
  { prompt: "A huge answer", at: "result", body: `{"x":"${"a".repeat(3_000_000)}"}`, ends: "Failed" },
  {
    prompt: "A script as address",
    at: "result",
    body: { images: [{ url: "javascript:window.__refshotHit=1" }] },
    ends: "Failed",
  },
  {
    prompt: "Odd types all over",
    at: "result",
    body: { images: Array(5000).fill({ url: markup, width: "wide" }), seed: {}, timings: [], prompt: markup },
    ends: "Failed",
  },
  {
    prompt: "Deep nesting",
    at: "result",
    body: `${"[".repeat(200_000)}<!doctype html>${markup}`,
    ends: "Failed",
  },
  {
    prompt: "Markup in a refusal",
    at: "submit",
    status: 422,
    body: { detail: [{ loc: ["body", markup], msg: markup, type: markup }] },
    ends: "Failed",
  },
  // A stream that goes wrong is no loss: the status is asked for instead.
  {
    prompt: "A line without end",
    at: "stream",
    body: `data: ${"a".repeat(40_000_000)}`,
    headers: asStream,
    ends: "Download",
  },
  {
    prompt: "Two thousand events",
    at: "stream",
    body: `${Array.from({ length: 2000 }, (_, i) => event({ status: "IN_QUEUE", queue_position: 2000 - i, logs: [{ message: markup }] })).join("")}${done}`,
    headers: asStream,
    ends: "Download",
  },
  {
    prompt: "Odd framing",
    at: "stream",
    body: `\r\r\n\n: ${markup}\n\nevent: ${markup}\nid: \0\nretry: 0\ndata: \n\ndata: ${markup}\n\ndata: [${"[".repeat(5_000)}\n\ndata: {"status":"${markup}"}\r\r${done}\ndata: null\n\n`,
    headers: asStream,
    ends: "Download",
  },
  {
    prompt: "A web page for a picture",
    at: "media",
    body: `<!doctype html>${markup}`,
    headers: { "content-type": "image/jpeg" },
    ends: "Failed",
  },
  { prompt: "A hundred megabytes", at: "media", body: Buffer.alloc(100 * 1024 * 1024, 1), ends: "Failed" },
  { prompt: "No bytes at all", at: "media", body: Buffer.alloc(0), ends: "Failed" },
  {
    prompt: "Absurd dimensions",
    at: "media",
    body: pngBomb(20_000),
    headers: { "content-type": "image/png" },
    ends: "Failed",
  },
].map((attack) => ({ status: 200, ...attack })) as never;

describe("A hostile fal", () => {
  let stage: Stage;
  let hosts: Hosts;
  beforeAll(async () => {
    hosts = await openHosts({ "cdn.example/drip.jpg": drip });
    const sandbox = { queueMs: 30, runMs: 300, concurrency: 20 };
    stage = await openStage({ sandbox, browser: { args: hosts.args } });
    // A picture that takes its time takes it meanwhile. The popup shows what came of it for a moment only.
    await stage.panel.evaluate(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      chrome.storage.local.onChanged.addListener(({ notice }) => {
        const said = notice?.newValue as { failure: { code: string } } | undefined;
        if (said) told.push(said.failure.code);
      });
    });
    await beginCapture(stage, { srcUrl: "http://cdn.example/drip.jpg", pageUrl: "http://shop.example/" });
    stage.sandbox.behave({ refuse: attacks });
    // All at once: some are asked again with more and more patience.
    await press(
      stage,
      attacks.map(({ prompt }) => prompt),
    );
  });
  afterAll(async () => {
    await stage?.close();
    hosts?.close();
  });

  it.each(attacks)("24 ends as a sentence or a picture: $prompt", async ({ prompt, ends }) => {
    const { panel } = stage;
    const card = results(panel).filter({ has: panel.getByText(prompt, { exact: true }) });
    const end = ends === "Failed" ? card.getByText("Failed") : card.getByRole("button", { name: "Download" });
    await end.first().waitFor();
  });

  it("24 nothing of it ran, and no log is flooded", async () => {
    const { popup, panel } = stage;
    for (const page of [popup, panel]) {
      expect(await page.evaluate(() => "__refshotHit" in window)).toBe(false);
      expect(await page.locator("img[src=x]").count()).toBe(0);
    }
    const rows = await readTable<StoredLines>(panel, "logs");
    const logs = [...Map.groupBy(rows, ({ generationId }) => generationId).values()].map((log) =>
      log.flatMap(linesIn),
    );
    expect(Math.max(...logs.map((log) => log.length))).toBeLessThan(200);
    expect(Math.max(...logs.flat().map(({ text }) => text.length))).toBeLessThan(2_000);
  });

  it("24 and panel, popup and worker go on: the next press works", async () => {
    const { popup, panel, sandbox } = stage;
    sandbox.behave({ refuse: null });
    await generate(popup, "After the storm");
    await waitForPictures(panel, "After the storm");
    await panel.bringToFront();
    await results(panel).first().getByRole("button", { name: "Details" }).click();
    await unfoldTechnical(panel);
    await panel.getByRole("region", { name: "Log" }).getByRole("listitem").first().waitFor();
  });

  it("20 time is counted while a picture comes: one that comes by drops is given up", async () => {
    const told = () => stage.panel.evaluate(() => (window as unknown as { told: string[] }).told);
    await expect.poll(told).toEqual(["capture_too_slow"]);
  });
});

/** The beginning of a JPEG, for ever. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "image/jpeg", "access-control-allow-origin": "*" });
  const timer = setInterval(() => response.write(Buffer.from([0xff, 0xd8, 0xff, 0xe0])), 500);
  response.on("close", () => clearInterval(timer));
}
