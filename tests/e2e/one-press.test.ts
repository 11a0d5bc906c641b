import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { generate, openStage, readLog, results, type Stage, submits, waitForPictures } from "./stage.ts";

/** A key held for three seconds, as an operating system repeats it: 500 ms, then 30 a second. */
async function hold(page: Page, key: string): Promise<void> {
  await page.keyboard.down(key);
  await page.waitForTimeout(500);
  for (let repeats = 0; repeats < 75; repeats++) {
    await page.keyboard.down(key);
    await page.waitForTimeout(33);
  }
  await page.keyboard.up(key);
}

/**
 * Presses of a mouse at these times (ms), on what lies there by then; each a click of its own for the browser, which
 * is told the very time: on a busy machine they may come later.
 */
async function clickAt(page: Page, target: Locator, times: number[]): Promise<void> {
  // It stands still, and nothing lies over it.
  await target.click({ trial: true });
  const box = await target.boundingBox();
  if (!box) throw new Error("nothing to click");
  const session = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, button: "left", clickCount: 1 } as const;
  const [began, began1970] = [performance.now(), Date.now()];
  for (const ms of times) {
    await page.waitForTimeout(Math.max(0, ms - (performance.now() - began)));
    for (const type of ["mousePressed", "mouseReleased"] as const)
      await session.send("Input.dispatchMouseEvent", {
        type,
        ...at,
        timestamp: (began1970 + ms) / 1000,
      });
  }
  await session.detach();
}

describe("one press, one payment", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    stage.sandbox.behave({ faults: [], runMs: 150 });
    stage.sandbox.record.length = 0;
  });

  const written = async (prompt: string) => {
    await stage.popup.bringToFront();
    await stage.popup.getByRole("textbox", { name: "Prompt" }).fill(prompt);
    return stage.popup.getByRole("button", { name: "Generate", exact: true });
  };
  /** How many were paid for, when all has come to its end. */
  const paid = async (prompt: string) => {
    await waitForPictures(stage.panel, prompt);
    return submits(stage.sandbox).filter(({ body }) => body.prompt === prompt).length;
  };

  it.each([["Enter"], ["Space"]])("%s held on Generate", async (key) => {
    const button = await written(`Held ${key}`);
    await button.focus();
    await hold(stage.popup, key);
    expect(await paid(`Held ${key}`)).toBe(1);
  });

  it("Ctrl+Enter held in the prompt", async () => {
    await (await written("Held in the prompt")).isVisible();
    await stage.popup.getByRole("textbox", { name: "Prompt" }).focus();
    await stage.popup.keyboard.down("Control");
    await hold(stage.popup, "Enter");
    await stage.popup.keyboard.up("Control");
    expect(await paid("Held in the prompt")).toBe(1);
  });

  it.each([[[0, 300, 600]], [[0, 50, 600]], [[0, 100, 200, 300, 400]]])(
    "clicks after %j ms",
    async (times) => {
      const prompt = `Clicks ${times.join(" ")}`;
      await clickAt(stage.popup, await written(prompt), times);
      expect(await paid(prompt)).toBe(1);
    },
  );

  it("a press that comes after the first was seen to be answered counts", async () => {
    const button = await written("Meant twice");
    await button.click();
    await waitForPictures(stage.panel, "Meant twice");
    await expect.poll(() => button.getAttribute("aria-busy")).toBe("false");
    // By the page's own clock: it has then drawn the answer, however busy the machine is.
    await stage.popup.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
    await button.click();
    await waitForPictures(stage.panel, "Meant twice", 2);
    expect(await paid("Meant twice")).toBe(2);
  });

  it("Enter held on Run again", async () => {
    const { panel, popup, sandbox } = stage;
    // Longer than two presses for the same thing are one: this machine may be fast.
    sandbox.behave({ runMs: 700 });
    await generate(popup, "Again");
    await waitForPictures(panel, "Again");
    sandbox.record.length = 0;
    await panel.bringToFront();
    await results(panel).first().getByRole("button", { name: "Run again" }).focus();
    await hold(panel, "Enter");
    await waitForPictures(panel, "Again", 2);
    expect(submits(sandbox)).toHaveLength(1);
  });

  it("a double click on Retry after a cut line, when fal is cut off again at once", async () => {
    const { panel, popup, sandbox } = stage;
    sandbox.behave({ faults: [{ kind: "cut", at: "submit", prompt: "Cut off" }] });
    await generate(popup, "Cut off");
    await panel.bringToFront();
    const failed = results(panel).filter({ hasText: "Cut off" });
    const retry = failed.getByRole("button", { name: "Retry", exact: true });
    await retry.waitFor();
    // What the header then says moves the list.
    await panel
      .getByText(/\d+ failed$/)
      .first()
      .waitFor();
    await clickAt(panel, retry, [0, 250, 500]);
    // Not counted at fal: Chromium itself sends a POST again when a connection that it has used before is cut.
    const sent = async () =>
      (await readLog(panel)).filter((line) => line.startsWith("Sending text-to-image request")).length;
    await expect.poll(sent).toBeGreaterThanOrEqual(2);
    await retry.waitFor();
    // Long enough for a third, were one to come.
    await panel.waitForTimeout(700);
    expect(await sent()).toBe(2);
  });
});
