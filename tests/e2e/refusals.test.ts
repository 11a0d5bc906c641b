import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  readLog,
  results,
  type Stage,
  saveKey,
  submits,
  waitForPictures,
} from "./stage.ts";

const key = "0a1b2c3d-canary-key-id:0123456789abcdef0123456789abcdef";

/** A failed result's sentence, at the top of the side panel. */
const newest = (stage: Stage) => results(stage.panel).first();

describe("what goes wrong is said, and nothing is lost", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await chooseFile(stage.popup, "Face", photo("face"));
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    stage.sandbox.behave({ locked: false, refuse: null, nsfw: false, echoInput: false });
    stage.sandbox.record.length = 0;
  });

  it("an empty prompt sends nothing", async () => {
    const { popup, sandbox } = stage;
    await generate(popup, "   ");
    await popup
      .getByRole("status")
      .filter({ hasText: /prompt/i })
      .waitFor();
    expect(submits(sandbox)).toEqual([]);
  });

  it.each([
    {
      name: "a locked account, with fal's reason",
      behave: { locked: true },
      sentence: /Exhausted balance/,
      submitted: 1,
    },
    {
      name: "fal's own failure: the paid call is sent once",
      behave: { refuse: { status: 503, body: "down", at: "submit" as const } },
      sentence: /a fault on its side/,
      submitted: 1,
    },
    {
      name: "fal's words without the picture",
      behave: { echoInput: true },
      sentence: /fal refused/,
      submitted: 2,
    },
    {
      name: "a flagged picture is blocked, not a result",
      behave: { nsfw: true },
      sentence: /Blocked|safety/i,
      submitted: 1,
    },
  ])("$name", async ({ name, behave, sentence, submitted }) => {
    const { popup, sandbox, panel } = stage;
    sandbox.behave(behave);
    const prompt = `Portrait ${name.length}`;
    await generate(popup, prompt);
    const failed = results(panel).filter({ hasText: prompt });
    await failed.getByText(sentence).first().waitFor();
    expect(submits(sandbox)).toHaveLength(submitted);
    expect((await readLog(panel)).join("\n")).not.toMatch(/base64|\/9j\//);
    expect(await popup.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe(prompt);
    await popup.getByRole("button", { name: "Remove face reference" }).waitFor();
    expect(await failed.getByRole("button", { name: "Download" }).count()).toBe(0);
  });

  it("like failures of a batch are one row of the list, counted apart, with what it cost", async () => {
    const { popup, sandbox, panel } = stage;
    sandbox.behave({ refuse: { status: 503, body: "down", at: "submit" } });
    const words = "Four at once";
    await generate(popup, words, 4);
    const rows = results(panel).filter({ hasText: words });
    await rows.getByText("4 failed", { exact: true }).waitFor();
    expect(await rows.count()).toBe(1);
    await rows.getByText("Not charged", { exact: true }).waitFor();
    await panel
      .getByText(/^(\d+ results · )?\d+ failed$/)
      .first()
      .waitFor();
    await panel.bringToFront();
    await rows.getByRole("button", { name: "Show each" }).press("Enter");
    await expect.poll(() => rows.count()).toBe(4);
    const focus = () => panel.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await expect.poll(focus).toBe("Details");
    await rows.getByRole("button", { name: "Show as one" }).click();
    await expect.poll(() => rows.count()).toBe(1);
    await rows.getByRole("button", { name: "Delete" }).click();
    await expect.poll(() => rows.count()).toBe(0);
    await panel.getByRole("button", { name: "Undo" }).click();
    sandbox.behave({ refuse: null });
    await rows.getByRole("button", { name: "Retry" }).click();
    await waitForPictures(panel, words, 4);
    // Refused once and sent again once, each of the four.
    expect(submits(sandbox)).toHaveLength(8);
  });

  it("a file that is no picture is refused with a sentence, and the tray stays", async () => {
    const { popup } = stage;
    const slot = popup.getByRole("group", { name: "Face", exact: true });
    const html = {
      name: "cup.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.from("<!doctype html><h1>Log in</h1>"),
    };
    await slot.locator("input[type=file]").first().setInputFiles(html);
    // The status may still tell of pictures that were made.
    const told = popup.getByRole("status");
    await told.filter({ hasText: "This is not a picture, but a web page" }).waitFor();
    await slot.getByRole("button", { name: "Remove face reference" }).waitFor();
    const broken = {
      name: "cup.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.from((await photoBytes()).subarray(0, 700)),
    };
    await slot.locator("input[type=file]").first().setInputFiles(broken);
    await told.filter({ hasText: "This picture is damaged" }).waitFor();
    await slot.getByRole("button", { name: "Remove face reference" }).waitFor();
  });

  it("cancel takes a waiting request out of fal's queue", async () => {
    const { popup, panel, sandbox } = stage;
    sandbox.behave({ concurrency: 0 });
    await generate(popup, "Never made");
    await newest(stage).getByRole("button", { name: "Cancel" }).click();
    await expect.poll(() => sandbox.record.filter(({ route }) => route === "cancel").length).toBe(1);
    await newest(stage)
      .getByText(/cancelled/i)
      .first()
      .waitFor();
    sandbox.behave({ concurrency: 2 });
    expect(await panel.getByText("Never made").count()).toBeGreaterThan(0);
  });
});

describe("with a key, behind fal's real host names", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ key });
  });
  afterAll(() => stage.close());

  it("without key and proxy: a sentence, and nothing is sent", async () => {
    await generate(stage.popup, "No key yet");
    await stage.popup.getByRole("status").filter({ hasText: /key/i }).waitFor();
    expect(submits(stage.sandbox)).toEqual([]);
    expect(await stage.popup.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe("No key yet");
  });

  it("a wrong key: refused by the test, and by the first request", async () => {
    expect(await saveKey(stage, "wrong-key-id:ffffffffffffffffffffffff")).toMatch(/refused/i);
    await generate(stage.popup, "With a typo");
    await newest(stage).getByText("fal refused the key").first().waitFor();
    expect(submits(stage.sandbox)).toHaveLength(1);
  });

  it("the right key goes to fal's queue and nowhere else", async () => {
    expect(await saveKey(stage, key)).toMatch(/works/i);
    stage.sandbox.record.length = 0;
    await generate(stage.popup, "The right key");
    await waitForPictures(stage.panel, "The right key");
    const withKey = stage.sandbox.record.filter(({ authorization }) => authorization !== null);
    // With a new key its prices are asked for, too, whenever that may be.
    const [prices, requests] = [true, false].map((are) =>
      withKey.filter(({ route }) => (route === "pricing") === are).map(({ host }) => host),
    );
    expect(new Set(requests)).toEqual(new Set(["queue.fal.run"]));
    expect(prices?.filter((host) => host !== "api.fal.ai")).toEqual([]);
    expect(
      stage.sandbox.record.some(({ route, host }) => route === "media" && host.endsWith("fal.media")),
    ).toBe(true);
    expect((await readLog(stage.panel)).join("\n")).not.toContain(key.split(":")[1]);
  });
});

async function photoBytes(): Promise<Buffer> {
  const { readFile } = await import("node:fs/promises");
  return readFile(photo("product"));
}
