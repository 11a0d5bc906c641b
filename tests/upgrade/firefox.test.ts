import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { submits } from "../e2e/stage.ts";
import { isFirefoxHere, needFirefox } from "../firefox/need-firefox.ts";
import { openStage, type Stage, saveKey } from "../firefox/stage.ts";
import { chooseFromContextMenu, openAddress } from "../firefox/surface.ts";
import { frozen } from "./package.ts";

describe("a profile of version 0.1.0 in this version, in Firefox", () => {
  needFirefox();
  let stage: Stage;
  const generate = async (prompt: string) => {
    const panel = await stage.open("sidepanel.html");
    await panel.write("textbox", "Prompt", prompt);
    await panel.press("button", "Generate");
    return panel;
  };
  beforeAll(async () => {
    if (!isFirefoxHere) return;
    stage = await openStage({ sandbox: { flux11: "offered" }, package: frozen("0.1.0", "firefox") });
  });
  afterAll(() => stage?.close());

  it("0.1.0 is used, killed with a request at fal, and replaced by this version", async () => {
    await saveKey(stage);
    await openAddress(stage.firefox, `${stage.sandbox.url}/shop/`);
    await stage.tab().press("img", /./, { button: 3 });
    await chooseFromContextMenu(stage.firefox, "Refshot", "Use as face reference");
    const panel = await generate("A pilot in the rain");
    await panel.see("button", "Download");
    await panel.press("button", "Favourite");
    const options = await stage.open("options.html");
    await options.write("spinbutton", "Pictures a day at most", "40");
    await stage.firefox.display.xdotool("key", "Return");
    await options.read("Refshot stops at 40 pictures a day");
    stage.sandbox.behave({ concurrency: 0 });
    await generate("On its way");
    await expect.poll(() => stage.sandbox.record.filter(({ route }) => route === "stream").length).toBe(2);
    await stage.update();
  });

  it("has everything, ends what was open at fal, and pays for nothing twice", async () => {
    const panel = await stage.open("sidepanel.html");
    expect(await panel.evaluate(() => browser.runtime.getManifest().version)).not.toBe("0.1.0");
    await panel.see("button", "Remove face reference");
    stage.sandbox.behave({ concurrency: 2 });
    await expect.poll(() => panel.count("button", "Download")).toBe(2);
    const isFavourite = () => panel.evaluate(() => inPage.findByRole("button", "Favourite")[1]?.ariaPressed);
    expect(await isFavourite()).toBe("true");
    const options = await stage.open("options.html");
    await options.read("A key is saved");
    const limit = () =>
      options.evaluate(
        () => (inPage.findByRole("spinbutton", "Pictures a day at most")[0] as HTMLInputElement).value,
      );
    await expect.poll(limit).toBe("40");
    await (await generate("After the upgrade")).see("button", "Download");
    await expect
      .poll(() => submits(stage.sandbox).map(({ body }) => body.prompt))
      .toEqual(["A pilot in the rain", "On its way", "After the upgrade"]);
  });
});
