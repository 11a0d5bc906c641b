import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { submits } from "../e2e/stage.ts";
import { isFirefoxHere, needFirefox } from "./need-firefox.ts";
import { extensionId } from "./preferences.ts";
import { openStage, type Stage, saveKey } from "./stage.ts";
import { allow, openPopup } from "./surface.ts";

/** Takes fal's hosts away, as the switches under "Permissions" on Firefox's add-ons page do. */
const takeFalAway = ({ firefox }: Stage) =>
  firefox.chrome(async (id) => {
    const { ExtensionPermissions } = ChromeUtils.importESModule(
      "resource://gre/modules/ExtensionPermissions.sys.mjs",
    );
    const { extension } = WebExtensionPolicy.getByID(id)!;
    const origins = extension.manifest.host_permissions;
    await ExtensionPermissions.remove(id, { permissions: [], origins }, extension);
  }, extensionId);

describe("fal's hosts, taken away in Firefox", () => {
  needFirefox();
  let stage: Stage;
  beforeAll(async () => {
    if (!isFirefoxHere) return;
    stage = await openStage();
    await saveKey(stage);
  });
  afterAll(() => stage?.close());

  it("it is said before anything is sent, and one press gives them back", async () => {
    await takeFalAway(stage);
    await openPopup(stage.firefox);
    const popup = stage.popup();
    await popup.read("keeps Refshot from fal");
    await popup.write("textbox", "Prompt", "Not allowed");
    await popup.press("button", "Generate");
    await popup.read("its access was taken away");
    expect(submits(stage.sandbox)).toEqual([]);
    await popup.press("button", "Allow fal");
    await allow(stage.firefox);
    await openPopup(stage.firefox);
    await stage.popup().press("button", "Generate");
    await expect.poll(() => submits(stage.sandbox).length).toBe(1);
    expect(await stage.popup().count("button", "Allow fal")).toBe(0);
  });
});
