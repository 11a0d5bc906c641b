import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { submits } from "../e2e/stage.ts";
import { isFirefoxHere, needFirefox } from "./need-firefox.ts";
import { extensionId } from "./preferences.ts";
import { openStage, type Stage, saveKey } from "./stage.ts";
import { chooseFromContextMenu, closePanels, openAddress, openPopup } from "./surface.ts";

const background = ({ firefox }: Stage) =>
  firefox.chrome((id) => WebExtensionPolicy.getByID(id)!.extension.backgroundState, extensionId);

/** Ends the event page as Firefox does when it is idle, whatever it is doing. */
const stopBackground = ({ firefox }: Stage) =>
  firefox.chrome(
    (id) => WebExtensionPolicy.getByID(id)!.extension.terminateBackground({ disableResetIdleForTest: true }),
    extensionId,
  );

/** How long (ms) an event page may be idle; Firefox's own measure is 30 seconds. */
const allowIdle = ({ firefox }: Stage, time: number) =>
  firefox.chrome((time) => Services.prefs.setIntPref("extensions.background.idle.timeout", time), time);

/** Presses Generate, and waits until the extension follows the request: fal's number for it is stored by then. */
async function generate(stage: Stage, prompt: string): Promise<void> {
  const followed = () => stage.sandbox.record.filter(({ route }) => route === "stream").length;
  const before = followed();
  await openPopup(stage.firefox);
  await stage.popup().write("textbox", "Prompt", prompt);
  await stage.popup().press("button", "Generate");
  await expect.poll(followed).toBe(before + 1);
}

const paidFor = ({ sandbox }: Stage) => submits(sandbox).map(({ body }) => body.prompt);

describe("Firefox's event page dies, and so does Firefox", () => {
  needFirefox();
  let stage: Stage;
  beforeAll(async () => {
    if (!isFirefoxHere) return;
    stage = await openStage({ sandbox: { flux11: "offered", runMs: 3_000 } });
    await saveKey(stage);
  });
  afterAll(() => stage?.close());

  it("stopped while fal works, it takes the request up again when it is woken, and pays once", async () => {
    await openAddress(stage.firefox, `${stage.sandbox.url}/shop/`);
    await generate(stage, "Stopped underway");
    await stopBackground(stage);
    expect(await background(stage)).toBe("stopped");
    await closePanels(stage.firefox);
    await stage.tab().press("img", /./, { button: 3 });
    await chooseFromContextMenu(stage.firefox, "Refshot", "Use as product reference");
    const panel = await stage.open("sidepanel.html");
    await panel.see("button", "Download");
    expect(paidFor(stage)).toEqual(["Stopped underway"]);
  });

  it("killed while fal works, it takes the request up again when it is started, and pays once", async () => {
    await generate(stage, "Killed underway");
    await stage.restart();
    const panel = await stage.open("sidepanel.html");
    await expect.poll(() => panel.count("button", "Download")).toBe(2);
    expect(paidFor(stage)).toEqual(["Stopped underway", "Killed underway"]);
  });

  it("idle, it is stopped; the menu is still there and wakes it", async () => {
    // The next start counts by the new measure: long enough for a capture on a busy machine.
    await stopBackground(stage);
    await allowIdle(stage, 6_000);
    await openAddress(stage.firefox, `${stage.sandbox.url}/shop/`);
    for (const role of ["face", "background"]) {
      await stage.tab().press("img", /./, { button: 3 });
      await chooseFromContextMenu(stage.firefox, "Refshot", `Use as ${role} reference`);
      await openPopup(stage.firefox);
      await stage.popup().see("button", `Remove ${role} reference`);
      await closePanels(stage.firefox);
      await expect.poll(() => background(stage)).toBe("stopped");
    }
  });

  it("what is stored is not Firefox's to throw away", async () => {
    const panel = await stage.open("sidepanel.html");
    expect(await panel.evaluate(() => navigator.storage.persisted())).toBe(true);
  });
});
