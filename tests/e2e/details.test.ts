import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chooseFile, generate, openStage, photo, results, type Stage, waitForPictures } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

it("has two pictures", async () => {
  const { popup, panel } = stage;
  await chooseFile(popup, "Face", photo("face"));
  await generate(popup, "Two at a window", 2);
  await waitForPictures(panel, "Two at a window", 2);
  await panel.bringToFront();
});

it("folds numbers, receipts and the log under Technical details, and remembers that they were opened", async () => {
  const { panel } = stage;
  const log = panel.getByRole("region", { name: "Log" });
  const open = () => results(panel).first().getByRole("button", { name: "Details" }).click();
  await open();
  await panel.getByRole("region", { name: "Parameters" }).waitFor();
  expect(await log.count()).toBe(0);
  expect(await panel.getByRole("main").getByText("CFG").count()).toBe(0);
  await panel.getByRole("button", { name: "Technical details" }).click();
  await log.getByText("Using face reference as init image").waitFor();
  for (const words of ["Request ID", "CFG", "Where the references came from"])
    await panel.getByRole("main").getByText(words, { exact: true }).waitFor();
  await panel.reload();
  await open();
  await log.waitFor();
  await panel.getByRole("button", { name: "Technical details" }).click();
  await log.waitFor({ state: "detached" });
  await panel.getByRole("button", { name: "Back" }).click();
});

/** The zoom that is said, in per cent. */
const share = async (panel: Page) =>
  Number.parseInt(
    await panel
      .getByRole("button", { name: "Show the whole picture" })
      .locator("visible=true")
      .innerText()
      .then((words) => words.replace(/\D/g, "")),
    10,
  );

it("opens the picture in a full window with zoom by key, wheel and drag; Escape gives the focus back", async () => {
  const { panel } = stage;
  await results(panel).first().getByRole("button", { name: "Details" }).click();
  const opener = panel.getByRole("button", { name: "Full window" });
  await opener.press("Enter");
  const dialog = panel.getByRole("dialog", { name: "Full window" });
  const picture = dialog.getByRole("img");
  const place = () => picture.evaluate((img) => new DOMMatrix(getComputedStyle(img).transform));
  // It takes keys once it has the focus.
  await expect.poll(() => dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  await panel.keyboard.press("+");
  await expect.poll(() => share(panel)).toBe(150);
  await panel.keyboard.press("-");
  await expect.poll(() => share(panel)).toBe(100);
  await dialog.getByRole("button", { name: "Zoom in" }).click();
  await picture.hover();
  await panel.mouse.wheel(0, -200);
  await expect.poll(() => share(panel)).toBeGreaterThan(200);
  const before = await place();
  await panel.mouse.down();
  await panel.mouse.move(0, 0, { steps: 4 });
  await panel.mouse.up();
  await expect
    .poll(async () => {
      const after = await place();
      return [after.e < before.e, after.f < before.f];
    })
    .toEqual([true, true]);
  await panel.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  // The dialog gives the focus back a moment after it has gone.
  await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
  await opener.click();
  await dialog.getByRole("button", { name: "Back" }).click();
  await dialog.waitFor({ state: "detached" });
  await panel.getByRole("button", { name: "Back" }).click();
});

it("compares with one zoom for both; Keep this one deletes the other, with Undo", async () => {
  const { panel } = stage;
  for (const at of [0, 1]) {
    await results(panel).nth(at).hover();
    await results(panel).nth(at).getByRole("button", { name: "Select" }).click();
  }
  const ids = await results(panel).evaluateAll((items) =>
    items.map((one) => one.getAttribute("data-result")),
  );
  await panel.getByRole("button", { name: "Compare" }).click();
  await panel.getByText("Side by side").click();
  await panel.getByRole("button", { name: "Zoom in" }).click();
  const shapes = () =>
    panel
      .getByRole("figure")
      .getByRole("img")
      .evaluateAll((images) => images.map((one) => getComputedStyle(one).transform.split(",")[0]));
  await expect.poll(shapes).toEqual(["matrix(1.5", "matrix(1.5"]);
  const b = panel.getByRole("group", { name: "Result B" });
  await b.getByRole("button", { name: "Favourite" }).click();
  await expect
    .poll(() => b.getByRole("button", { name: "Favourite" }).getAttribute("aria-pressed"))
    .toBe("true");
  await b.getByRole("button", { name: "Download" }).waitFor();
  await b.getByRole("button", { name: "Keep this one" }).click();
  await expect.poll(() => results(panel).count()).toBe(1);
  expect(await results(panel).first().getAttribute("data-result")).toBe(ids[1]);
  await panel.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => results(panel).count()).toBe(2);
  await panel.getByRole("button", { name: "End selection" }).click();
});

it("a blocked picture says in the composer and in Details that it was charged, once for all that ended alike", async () => {
  const { popup, panel, sandbox } = stage;
  sandbox.behave({ nsfw: true });
  await generate(popup, "Two that are blocked", 2);
  const status = popup.getByRole("status");
  const charged = "fal charges for this as for a finished picture.";
  await status.getByText("2 pictures failed.").waitFor();
  expect(await status.getByText(charged).count()).toBe(1);
  await panel.bringToFront();
  const blocked = results(panel).filter({ hasText: "Two that are blocked" });
  await blocked.getByRole("button", { name: "Show each" }).click();
  await blocked.first().getByRole("button", { name: "Details" }).click();
  await panel.getByRole("main").getByText(charged).waitFor();
});
