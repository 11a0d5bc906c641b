import { afterAll, beforeAll, expect, it } from "vitest";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  removeReference,
  results,
  type Stage,
  submits,
  waitForPictures,
} from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ sandbox: { flux11: "offered" } });
});
afterAll(() => stage.close());

it("a face is saved with a name and a ground, comes back with one press, and its ground goes along", async () => {
  const { popup, panel, sandbox } = stage;
  await chooseFile(popup, "Face", photo("face"));
  await popup.getByRole("button", { name: "Models" }).click();
  const dialog = popup.getByRole("dialog", { name: "Models" });
  await dialog.getByRole("button", { name: "Save as a model" }).click();
  await dialog.getByRole("textbox", { name: "Model name" }).fill("Sari");
  await dialog.getByRole("button", { name: "Save model" }).click();
  // Nothing is saved without a ground.
  await dialog.getByRole("alert").waitFor();
  await dialog.getByRole("radio", { name: "The person has agreed in writing" }).check();
  await dialog.getByRole("button", { name: "Save model" }).click();
  await dialog.getByRole("list", { name: "Models" }).getByText("Sari").waitFor();
  await popup.keyboard.press("Escape");

  await removeReference(popup, "face reference");
  await popup.getByRole("button", { name: "Models" }).click();
  await dialog.getByRole("button", { name: /^Sari/ }).click();
  await popup.getByRole("button", { name: "Remove face reference" }).waitFor();
  await generate(popup, "Sari in the sun");
  await waitForPictures(panel, "Sari in the sun");
  expect(submits(sandbox)).toHaveLength(1);
  await panel.bringToFront();
  await results(panel).first().getByRole("button", { name: "Details" }).click();
  await panel.getByText("Ground for use: The person has agreed in writing").waitFor();
});

it("a model that is removed leaves the shelf, and stays with the result that was made with it", async () => {
  const { popup, panel } = stage;
  await popup.bringToFront();
  await popup.getByRole("button", { name: "Models" }).click();
  await popup.getByRole("button", { name: "Remove Sari" }).click();
  await popup
    .getByRole("alertdialog", { name: "Remove this model?" })
    .getByRole("button", { name: "Remove", exact: true })
    .click();
  await popup.getByText("No saved faces yet").waitFor();
  await popup.keyboard.press("Escape");
  await panel.bringToFront();
  await panel.getByText("Ground for use: The person has agreed in writing").waitFor();
});
