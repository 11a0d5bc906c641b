import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  generate,
  inOneMoment,
  openStage,
  results,
  type Stage,
  submits,
  waitForPictures,
} from "../e2e/stage.ts";
import { readStored } from "../faults/ledger.ts";

describe("One press is one batch, and the daily limit holds", () => {
  let stage: Stage;
  let second: Page;
  beforeAll(async () => {
    stage = await openStage();
    const opened = stage.browser.context.waitForEvent("page");
    await stage.popup.evaluate(() => chrome.windows.create({ url: chrome.runtime.getURL("popup.html") }));
    second = await opened;
  });
  afterAll(() => stage?.close());
  beforeEach(() => {
    stage.sandbox.behave({ refuse: null });
    stage.sandbox.record.length = 0;
  });

  /** Allows so many more pictures than were asked for today, in Options. */
  async function allow(more: number): Promise<void> {
    const options = await stage.browser.open("options.html");
    const { spentOrdinary } = await options.evaluate(() => chrome.storage.local.get("spentOrdinary"));
    const { now: days = [] } = (spentOrdinary ?? {}) as { now?: { pictures: number }[] };
    const limit = days.reduce((sum, { pictures }) => sum + pictures, 0) + more;
    const field = options.getByRole("spinbutton", { name: "Pictures a day at most" });
    await field.fill(String(limit));
    await field.press("Enter");
    await options.getByText(`Refshot stops at ${limit} pictures a day`).waitFor();
    await options.close();
  }
  const press = (page: Page) => page.getByRole("button", { name: "Generate", exact: true }).click();
  const fill = (page: Page, prompt: string) => page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
  const refusal = (page: Page) => page.getByRole("status").filter({ hasText: /limit/i }).first();

  it("28 a double click is one batch", async () => {
    const { popup, panel, sandbox } = stage;
    await popup.bringToFront();
    await fill(popup, "Pressed twice");
    const button = popup.getByRole("button", { name: "Generate", exact: true });
    await inOneMoment(stage, async () => {
      await button.dblclick();
      await waitForPictures(panel, "Pressed twice");
    });
    expect(submits(sandbox)).toHaveLength(1);
  });

  it("28 the limit stops with a sentence, and deleting a result makes no room", async () => {
    const { popup, panel, sandbox } = stage;
    await allow(1);
    await generate(popup, "The last one");
    await waitForPictures(panel, "The last one");
    await generate(popup, "One too many");
    await refusal(popup).waitFor();
    await panel.bringToFront();
    const last = results(panel).filter({ hasText: "The last one" });
    await last.getByRole("button", { name: "Delete" }).first().click();
    await last.waitFor({ state: "detached" });
    await generate(popup, "Still one too many");
    await refusal(popup).waitFor();
    await panel.waitForTimeout(500);
    expect(submits(sandbox).map(({ body }) => body.prompt)).toEqual(["The last one"]);
  });

  it("28 a Retry that pays counts, and stops at the limit too", async () => {
    const { popup, panel, sandbox } = stage;
    await allow(2);
    sandbox.behave({ refuse: { status: 422, body: { detail: "No." }, at: "submit" } });
    await generate(popup, "Tried again");
    const card = results(panel).filter({ hasText: "Tried again" });
    const retry = card.getByRole("button", { name: /Retry/ }).first();
    const paid = () => submits(sandbox).length;
    await retry.waitFor();
    expect(paid()).toBe(1);
    const failedAt = async () => {
      const { generations } = await readStored(popup);
      const [own] = generations.filter(({ prompt }) => prompt === "Tried again");
      return own?.status === "failed" ? own.finishedAt : 0;
    };
    const before = await failedAt();
    await panel.bringToFront();
    await retry.click();
    await expect.poll(paid).toBe(2);
    await expect.poll(failedAt).toBeGreaterThan(before);
    // A press so soon after another is taken for its second half: presses are a second apart.
    const refused = panel.getByText(/limit of \d+ pictures a day/).first();
    const pressAndLook = async () => {
      if (!(await refused.isVisible())) await retry.click();
      return refused.isVisible();
    };
    await expect.poll(pressAndLook, { interval: 1_000 }).toBe(true);
    await panel.waitForTimeout(500);
    expect(paid()).toBe(2);
  });

  it("28 two windows that press at once get no more than is left of the day", async () => {
    const { popup, panel, sandbox } = stage;
    await allow(1);
    const presses = (where: string) => [1, 2, 3, 4].map((i) => `Press ${i} in ${where}`);
    const [first, other] = await Promise.all([
      pressAtOnce(popup, presses("one window")),
      pressAtOnce(second, presses("the other")),
    ]);
    expect([...first, ...other].filter((answer) => answer.includes("daily_limit"))).toHaveLength(7);
    await expect.poll(() => submits(sandbox).length).toBe(1);
    // And no second one.
    await panel.waitForTimeout(1_000);
    expect(submits(sandbox)).toHaveLength(1);
  });

  it("28 and the same wish pressed in both is one batch", async () => {
    const { popup, panel, sandbox } = stage;
    await allow(5);
    for (const page of [popup, second]) await fill(page, "The same in both");
    await inOneMoment(stage, async () => {
      await Promise.all([press(popup), press(second)]);
      await waitForPictures(panel, "The same in both");
    });
    expect(submits(sandbox)).toHaveLength(1);
  });
});

/** Gives the command behind the button once for each prompt, without waiting for an answer in between. */
function pressAtOnce(page: Page, prompts: string[]): Promise<string[]> {
  return page.evaluate((prompts) => {
    const one = async (prompt: string) => {
      const data = { press: crypto.randomUUID(), prompt, images: 1 };
      const answer = await chrome.runtime.sendMessage({ id: 1, type: "generate", data, timestamp: 1 });
      return JSON.stringify(answer);
    };
    return Promise.all(prompts.map(one));
  }, prompts);
}
