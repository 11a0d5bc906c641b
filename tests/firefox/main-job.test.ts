import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { photo, submits } from "../e2e/stage.ts";
import { isFirefoxHere, needFirefox } from "./need-firefox.ts";
import { openStage, type Stage, saveKey } from "./stage.ts";
import { chooseFileInDialog, chooseFromContextMenu, openAddress, openPopup } from "./surface.ts";

const addFace = /^Add face picture/;

describe("the main job in Firefox", () => {
  needFirefox();
  let stage: Stage;
  beforeAll(async () => {
    if (!isFirefoxHere) return;
    stage = await openStage({ sandbox: { flux11: "offered" } });
  });
  afterAll(() => stage?.close());

  it("a key, a right-click, a prompt: a picture in the history, made from the page's pixels", async () => {
    await saveKey(stage);
    await openAddress(stage.firefox, `${stage.sandbox.url}/shop/`);
    await stage.tab().press("img", /./, { button: 3 });
    await chooseFromContextMenu(stage.firefox, "Refshot", "Use as face reference");
    await openPopup(stage.firefox);
    const popup = stage.popup();
    await popup.see("button", "Remove face reference");
    await popup.write("textbox", "Prompt", "A pilot in the rain");
    await popup.press("button", "Generate");
    await expect.poll(() => submits(stage.sandbox).length).toBe(1);
    expect(submits(stage.sandbox)[0]?.body).toMatchObject({ prompt: "A pilot in the rain", strength: 0.65 });
    await popup.press("button", "History");
    await stage.sidebar().see("button", "Download");
  });

  it("the history's menus stay open under the mouse, and do what they say", async () => {
    const sidebar = stage.sidebar();
    await sidebar.press("button", "Use as reference");
    await sidebar.press("menuitem", "Product");
    await openPopup(stage.firefox);
    await stage.popup().see("button", "Remove product reference 1");
  });

  it("a result is downloaded under its name, and the filters stay open under the mouse", async () => {
    const sidebar = stage.sidebar();
    await sidebar.press("button", "Download");
    await expect.poll(() => readdir(stage.downloads)).toEqual([expect.stringMatching(/^refshot.*\.jpg$/i)]);
    await sidebar.press("button", "Filters and order");
    await sidebar.press("button", "Done");
    await expect.poll(() => sidebar.count("dialog", /./)).toBe(0);
  });

  it("choosing a file closes the popup: the sidebar takes over, and keeps what is chosen", async () => {
    await openPopup(stage.firefox);
    await stage.popup().press("button", "Remove face reference");
    await stage.popup().press("button", addFace);
    const sidebar = stage.sidebar();
    await sidebar.press("button", addFace);
    await chooseFileInDialog(stage.firefox, photo("face"));
    await sidebar.see("button", "Remove face reference");
  });

  it("so does a file that brings its prompt back", async () => {
    await stage.firefox.chrome(() => SidebarController.hide());
    await openPopup(stage.firefox);
    await stage.popup().press("button", "Prompts");
    await stage.popup().press("button", "Open a picture file…");
    await stage.sidebar().see("button", "Prompts");
  });
});
