import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { submits } from "../e2e/stage.ts";
import { isFirefoxHere, needFirefox } from "./need-firefox.ts";
import { openStage, type Stage, saveKey } from "./stage.ts";
import { chooseFromContextMenu, closePanels, openAddress, openPopup } from "./surface.ts";

describe("a shoot in Firefox", () => {
  needFirefox();
  let stage: Stage;
  beforeAll(async () => {
    if (!isFirefoxHere) return;
    stage = await openStage({ sandbox: { flux11: "offered", concurrency: 0 } });
    await saveKey(stage);
  });
  afterAll(() => stage?.close());

  it("sends every product once, and goes on after Firefox was killed in its middle", async () => {
    await openAddress(stage.firefox, `${stage.sandbox.url}/shop/`);
    for (const [index, picture] of [/astronaut/, /Espresso/].entries()) {
      await stage.tab().press("img", picture, { button: 3 });
      await chooseFromContextMenu(stage.firefox, "Refshot", "Use as product reference");
      await openPopup(stage.firefox);
      await stage.popup().see("button", `Remove product reference ${index + 1}`);
      await closePanels(stage.firefox);
    }
    const page = await stage.open("shoot.html");
    await page.press("button", "From the tray");
    await expect.poll(() => page.count("textbox", "SKU")).toBe(2);
    await page.press("button", "Add a look");
    await page.write("textbox", "Prompt", "{product} on marble");
    await page.press("button", "Start");
    await expect.poll(() => submits(stage.sandbox).length).toBe(2);
    await expect.poll(() => stage.sandbox.record.filter(({ route }) => route === "stream").length).toBe(2);
    await stage.restart();
    stage.sandbox.behave({ concurrency: 4 });
    const again = await stage.open("shoot.html");
    await again.read("All pictures are made.");
    expect(submits(stage.sandbox)).toHaveLength(2);
  });
});
