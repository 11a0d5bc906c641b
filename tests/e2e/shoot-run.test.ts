import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Generation } from "../../lib/domain/generation.ts";
import { createWorkerKiller, type WorkerKiller } from "../faults/kill.ts";
import { readStored } from "../faults/ledger.ts";
import { command, planShoot } from "./planned-shoot.ts";
import { generate, openStage, type Stage, submits, waitForPictures } from "./stage.ts";

describe("a shoot in a real browser", () => {
  let stage: Stage;
  let killer: WorkerKiller;
  beforeAll(async () => {
    stage = await openStage({ sandbox: { queueMs: 20, runMs: 20, flux11: "offered" } });
    killer = await createWorkerKiller(stage.popup);
  });
  afterAll(() => stage?.close());
  beforeEach(() => {
    stage.sandbox.record.length = 0;
  });

  const sent = () => submits(stage.sandbox).map(({ body }) => String(body.prompt));
  const ofShoot = async (id: string) =>
    (await readStored(stage.popup)).generations.filter(({ shootId }) => shootId === id);
  const count = async (id: string, status: Generation["status"]) =>
    (await ofShoot(id)).filter((one) => one.status === status).length;
  const run = (id: string, action: string) => command(stage.popup, "shoot", { id, action });
  const die = async () => {
    await killer.kill();
    await killer.wake();
  };

  it("makes each cell once, four at a time; a Pause holds through a worker's death, a single picture goes by", async () => {
    const { sandbox, popup, panel } = stage;
    const id = await planShoot(popup, 5, 2);
    sandbox.behave({ concurrency: 0 });
    expect((await run(id, "start")).code).toBeUndefined();
    await expect.poll(() => count(id, "running")).toBe(4);
    await die();
    expect((await run(id, "pause")).code).toBeUndefined();
    sandbox.behave({ concurrency: 4 });
    await expect.poll(() => count(id, "done")).toBe(4);
    await die();
    await generate(popup, "Single");
    await waitForPictures(panel, "Single");
    expect(sent().filter((prompt) => prompt !== "Single")).toHaveLength(4);
    await run(id, "resume");
    await expect.poll(() => count(id, "done")).toBe(10);
    const rows = [0, 1, 2, 3, 4].flatMap((cup) => [`Cup ${cup} in look 0`, `Cup ${cup} in look 1`]);
    expect(
      sent()
        .filter((prompt) => prompt !== "Single")
        .sort(),
    ).toEqual(rows.sort());
    // Everything is there: another Start sends nothing.
    await run(id, "start");
    expect(await ofShoot(id)).toHaveLength(10);
  });

  it("is shown with pictures of over 64 kB, which Chromium gives later than all else", async () => {
    const { browser, popup } = stage;
    // Its thumbnails are the whole photo.
    const id = await planShoot(popup, 6);
    const page = await browser.open(`shoot.html#${id}`);
    const drawn = page.getByRole("list", { name: "Products" }).getByRole("img");
    await expect.poll(() => drawn.count()).toBe(6);
    await page.waitForFunction(() => [...document.images].every(({ naturalWidth }) => naturalWidth > 0));
    expect(await page.getByText("Refshot did not expect").count()).toBe(0);
    await page.close();
    await popup.bringToFront();
  });

  it("Redo takes a picture's place in its cell, and the old one stays", async () => {
    const { popup } = stage;
    const id = await planShoot(popup, 1);
    await run(id, "start");
    await expect.poll(() => count(id, "done")).toBe(1);
    const [old] = await ofShoot(id);
    await command(popup, "redo", { id: old?.id, prompt: "{product} by night" });
    await expect.poll(() => count(id, "done")).toBe(2);
    expect((await ofShoot(id)).map(({ prompt, cell, replaced }) => [prompt, cell, replaced])).toEqual([
      ["Cup 0 in look 0", undefined, true],
      ["Cup 0 by night", "p0:l0", undefined],
    ]);
  });

  it("deleted while it runs, what is open at fal is cancelled, and what is made stays", async () => {
    const { sandbox, popup } = stage;
    const id = await planShoot(popup, 6);
    sandbox.behave({ concurrency: 1 });
    // Before the first result is handed out: the fifth is sent after that, and is held in fal's queue.
    const stop = sandbox.watch(
      (_seen, { route }) => route === "result" && sandbox.behave({ concurrency: 0 }),
    );
    await run(id, "start");
    await expect.poll(() => count(id, "done")).toBeGreaterThan(0);
    stop();
    await run(id, "delete");
    await expect
      .poll(async () => (await ofShoot(id)).every(({ status }) => ["done", "cancelled"].includes(status)))
      .toBe(true);
    expect(await count(id, "done")).toBeGreaterThan(0);
    expect(await count(id, "cancelled")).toBeGreaterThan(0);
    expect(sandbox.record.some(({ route }) => route === "cancel")).toBe(true);
    sandbox.behave({ concurrency: 4 });
  });

  it("Start of 2,400 cells answers before they are made, and stores no more than fal is asked for", async () => {
    const { sandbox, popup } = stage;
    const id = await planShoot(popup, 200, 12);
    sandbox.behave({ concurrency: 0 });
    const { ms } = await run(id, "start");
    console.log(`Start of 2,400 cells: ${ms.toFixed(0)} ms`);
    await expect.poll(() => count(id, "running")).toBe(4);
    expect(await ofShoot(id)).toHaveLength(4);
    await run(id, "delete");
  });
});
