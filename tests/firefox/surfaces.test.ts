import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isFirefoxHere, needFirefox } from "./need-firefox.ts";
import { extensionId } from "./preferences.ts";
import { openStage, type Stage } from "./stage.ts";

describe("what Firefox shows of the extension by itself", () => {
  needFirefox();
  let stage: Stage;
  beforeAll(async () => {
    if (!isFirefoxHere) return;
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  it("the sidebar does not open by itself, and has an icon", async () => {
    expect(await stage.firefox.chrome(() => SidebarController.isOpen)).toBe(false);
    const icons = await stage.firefox.chrome((id) => {
      const { manifest } = WebExtensionPolicy.getByID(id)!.extension;
      return manifest.sidebar_action?.default_icon;
    }, extensionId);
    expect(icons).toBeTruthy();
  });

  it("the shortcut opens the popup, and no menu of Firefox's", async () => {
    const [shortcut] = await (await stage.open("options.html")).evaluate(() => browser.commands.getAll());
    await stage.firefox.display.xdotool("key", shortcut!.shortcut!.toLowerCase());
    await stage.popup().see("button", "Generate");
  });
});
