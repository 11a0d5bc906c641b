import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, results, type Stage } from "../e2e/stage.ts";
import { honest, makeLiars, writeAll } from "./liars.ts";
import { memoryOver } from "./memory-probe.ts";
import { press } from "./press.ts";

/** No picture may take more (bytes) over what the idle browser takes. */
const bound = 300 * 1024 * 1024;

describe.skipIf(!existsSync("/proc/self/smaps_rollup"))("Bombs of every format stay within 300 MB", () => {
  let stage: Stage;
  let profile: string;
  let liars: Record<string, Buffer>;
  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), "refshot-memory-"));
    liars = await makeLiars();
    stage = await openStage({ browser: { profile }, sandbox: { concurrency: 20 } });
  });
  afterAll(async () => {
    await stage?.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  const fileInput = (page: Page, group: string) =>
    page.getByRole("group", { name: group, exact: true }).locator("input[type=file]").first();

  it("21 as references: each is refused before it is decoded, also several at once", async () => {
    const { popup } = stage;
    const paths = await writeAll(join(profile, "files"), liars);
    const tried = async (path: string) => {
      await popup.reload();
      await popup.bringToFront();
      await fileInput(popup, "Face").setInputFiles(path);
      await popup
        .getByRole("status")
        .filter({ hasText: /too large|cannot show/i })
        .waitFor();
    };
    const over = await memoryOver(profile, async () => {
      for (const path of paths) await tried(path);
      await popup.reload();
      // Nobody waits for the first before the second comes.
      await fileInput(popup, "Product").setInputFiles(paths.slice(0, 4));
      await fileInput(popup, "Background").setInputFiles(paths[4]!);
      await tried(paths[5]!);
    });
    expect(over).toBeLessThan(bound);
    expect(await popup.getByRole("button", { name: /^Remove/ }).count()).toBe(0);
  });

  it("21 the largest that is taken, three at once, is decoded one after the other", async () => {
    const { popup, panel } = stage;
    const [path = ""] = await writeAll(join(profile, "files"), { "honest.jpg": await honest() });
    await popup.reload();
    const over = await memoryOver(profile, async () => {
      await fileInput(popup, "Face").setInputFiles(path);
      await fileInput(popup, "Background").setInputFiles(path);
      await fileInput(panel, "Product").setInputFiles(path);
      for (const name of ["face reference", "background reference", "product reference 1"])
        await popup.getByRole("button", { name: `Remove ${name}` }).waitFor();
    });
    expect(over).toBeLessThan(bound);
  });

  it("21 as results: each ends as a sentence", async () => {
    const { panel, sandbox } = stage;
    const pictures = Object.entries(liars).filter(([name]) => !name.endsWith(".svg"));
    sandbox.behave({
      refuse: pictures.map(([prompt, body]) => ({
        ...{ prompt, body, at: "media" as const, status: 200 },
        headers: { "content-type": `image/${prompt.split(".").at(-1)}` },
      })) as never,
    });
    const over = await memoryOver(profile, async () => {
      await press(
        stage,
        pictures.map(([prompt]) => prompt),
      );
      await panel.bringToFront();
      for (const [prompt] of pictures) {
        const card = results(panel).filter({ has: panel.getByText(prompt, { exact: true }) });
        await card.getByText("Failed").first().waitFor();
      }
    });
    expect(over).toBeLessThan(bound);
  });
});
