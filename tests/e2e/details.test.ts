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
  expect(await log.count()).toBe(0);
  await panel.getByRole("button", { name: "Back" }).click();
});
