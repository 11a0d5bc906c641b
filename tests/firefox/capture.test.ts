import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { photo } from "../e2e/stage.ts";
import { type ClosedShop, openClosedShop } from "./closed-shop.ts";
import { isFirefoxHere, needFirefox } from "./need-firefox.ts";
import { openStage, type Stage } from "./stage.ts";
import { allow, chooseFromContextMenu, openAddress, openPopup } from "./surface.ts";
import { extensionView } from "./view.ts";

describe("pictures on pages, in Firefox", () => {
  needFirefox();
  let stage: Stage;
  let shop: ClosedShop;
  beforeAll(async () => {
    if (!isFirefoxHere) return;
    [stage, shop] = await Promise.all([openStage(), openClosedShop()]);
  });
  afterAll(async () => {
    await stage?.close();
    shop?.close();
  });

  /** In the popup, under its technical details, which stay open once they were. */
  async function seeReceipt(receipt: string | RegExp): Promise<void> {
    await openPopup(stage.firefox);
    const popup = stage.popup();
    await popup.see("button", "Technical details");
    if (!(await popup.evaluate(() => localStorage.getItem("fold-technical"))))
      await popup.press("button", "Technical details");
    await popup.read(receipt);
  }

  it("a picture that only its page may read is read there, whole", async () => {
    await openAddress(stage.firefox, shop.url);
    await stage.tab().press("img", "Cup", { button: 3 });
    await chooseFromContextMenu(stage.firefox, "Refshot", "Use as product reference");
    await seeReceipt("600×400 JPEG from image");
  });

  it("another site's picture comes as it is on the screen, and whole once that site is allowed", async () => {
    await openAddress(stage.firefox, shop.url);
    await stage.tab().press("img", "Elsewhere", { button: 3 });
    await chooseFromContextMenu(stage.firefox, "Refshot", "Use as face reference");
    await seeReceipt(/260×260/);
    await stage.popup().press("button", /original/i);
    await allow(stage.firefox);
    await seeReceipt("512×512 JPEG from image");
  });

  it("a host that wants to know where one comes from is told, once its site is allowed", async () => {
    await openAddress(stage.firefox, shop.url);
    await stage.tab().press("img", "Guarded", { button: 3 });
    await chooseFromContextMenu(stage.firefox, "Refshot", "Use as face reference");
    await seeReceipt("1024×484 JPEG from image");
  });

  it("the picker takes a picture, by mouse and key", async () => {
    await openAddress(stage.firefox, shop.url);
    await stage.tab().press("paragraph", /Nothing here/, { button: 3 });
    await chooseFromContextMenu(stage.firefox, "Pick an image on this page…");
    await stage.tab().press("img", "Cup", { covered: true });
    await stage.firefox.display.xdotool("key", "3");
    await openPopup(stage.firefox);
    await stage.popup().see("button", "Remove background reference");
  });

  it("a picture on the disk, whose file no extension may read, is read in its page", async () => {
    await openAddress(stage.firefox, pathToFileURL(photo("background")).href);
    await stage.tab().press("img", /./, { button: 3 });
    await chooseFromContextMenu(stage.firefox, "Refshot", "Use as face reference");
    await seeReceipt("1024×484 from image");
  });

  // The last one: it leaves the shoot's tab open and selected.
  it("several that are ticked in the picker, by keys alone, become the products of a shoot", async () => {
    await openAddress(stage.firefox, shop.url);
    await stage.tab().press("paragraph", /Nothing here/, { button: 3 });
    await chooseFromContextMenu(stage.firefox, "Pick an image on this page…");
    await stage
      .tab()
      .evaluate(() =>
        inPage
          .whenSeen(() => document.querySelector("html > div") ?? undefined, "picker", 40_000)
          .then(() => 0),
      );
    for (const key of ["Tab", "space", "Tab", "space", "s"]) await stage.firefox.display.xdotool("key", key);
    const shoot = extensionView(stage.firefox, "shoot.html");
    await shoot.see("textbox", "SKU");
    await expect.poll(() => shoot.count("textbox", "SKU")).toBe(2);
  });
});
