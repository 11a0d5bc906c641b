import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addOlder } from "../e2e/add-older.ts";
import { photo, submits } from "../e2e/stage.ts";
import { isFirefoxHere, needFirefox } from "./need-firefox.ts";
import { openStage, type Stage, saveKey } from "./stage.ts";
import { chooseFileInDialog, openPopup } from "./surface.ts";

describe("the sidebar of Firefox", () => {
  needFirefox();
  let stage: Stage;
  beforeAll(async () => {
    if (!isFirefoxHere) return;
    stage = await openStage();
    await saveKey(stage);
    await openPopup(stage.firefox);
    await stage.popup().press("button", "History");
  });
  afterAll(() => stage?.close());

  it("has no part that stands out sideways, as wide as Firefox opens it", async () => {
    const sidebar = stage.sidebar();
    await sidebar.see("button", /^Add face picture/);
    const width = () => sidebar.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    const [content, window] = await width();
    expect(content).toBe(window);
    for (const role of ["face", "product", "background"] as const) {
      await sidebar.press("button", new RegExp(`^Add ${role} picture`));
      await chooseFileInDialog(stage.firefox, photo(role));
      await sidebar.see("button", new RegExp(`^Remove ${role} reference`));
    }
    expect(await width()).toEqual([window, window]);
  });

  it("Combine all sends every picture", async () => {
    const sidebar = stage.sidebar();
    await sidebar.press("radio", /Combine all/);
    await sidebar.write("textbox", "Prompt", "A pilot with a cup in the mountains");
    await sidebar.press("button", "Generate");
    await sidebar.see("button", "Download");
    const [sent, ...more] = submits(stage.sandbox);
    expect(more).toEqual([]);
    expect(sent?.endpoint).toBe("fal-ai/flux-2/edit");
    expect(sent?.body.image_urls).toHaveLength(3);
  });

  it("a long history is known whole", async () => {
    await stage.sidebar().evaluate(addOlder, 100);
    const panel = await stage.open("sidepanel.html");
    await panel.read("101 results");
    await panel.write("searchbox", /./, "older 100");
    await expect.poll(() => panel.count("button", "Download")).toBe(1);
  });
});
