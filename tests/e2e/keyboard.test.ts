import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedHistory } from "../../sandbox/seed.ts";
import { openStage, results, type Stage } from "./stage.ts";

describe("the grid by keyboard", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await seedHistory(stage.panel, 30, true);
    await stage.panel.reload();
    await stage.panel.bringToFront();
    await stage.panel.setViewportSize({ width: 480, height: 900 });
    await results(stage.panel).first().waitFor();
  });
  afterAll(() => stage.close());

  /** The place in the list of the result that has the focus, from 1; 0 when none has. */
  const focused = () =>
    stage.panel.evaluate(() =>
      Number(document.activeElement?.closest("[aria-posinset]")?.getAttribute("aria-posinset") ?? 0),
    );
  const total = async () => Number(await results(stage.panel).first().getAttribute("aria-setsize"));
  const press = (key: string) => stage.panel.keyboard.press(key);

  it("Tab comes to the grid, and arrows, Home and End lead through it", async () => {
    const { panel } = stage;
    await panel.getByRole("button", { name: "Filters" }).focus();
    await press("Tab");
    await expect.poll(focused).toBe(1);
    // One stop for the keyboard: of all results only the one in focus can be reached by Tab.
    expect(await panel.locator("[data-opens-details][tabindex='0']").count()).toBe(1);
    await press("ArrowRight");
    await expect.poll(focused).toBe(2);
    await press("ArrowLeft");
    await expect.poll(focused).toBe(1);
    await press("ArrowDown");
    await expect.poll(focused).toBeGreaterThan(1);
    await press("ArrowUp");
    await expect.poll(focused).toBe(1);
    await press("End");
    await expect.poll(focused).toBe(30);
    await press("Home");
    await expect.poll(focused).toBe(1);
  });

  it("the focus can be seen", async () => {
    const outline = () =>
      stage.panel.evaluate(() => getComputedStyle(document.activeElement as Element).outlineWidth);
    expect(await outline()).toBe("2px");
  });

  it("Enter opens, arrows go on from one to the next, Escape comes back to the same result", async () => {
    const { panel } = stage;
    await press("ArrowRight");
    await expect.poll(focused).toBe(2);
    await press("Enter");
    await panel.getByRole("region", { name: "Parameters" }).waitFor();
    await press("ArrowRight");
    await expect.poll(() => panel.getByRole("button", { name: "Previous result" }).isEnabled()).toBe(true);
    await press("Escape");
    await panel.getByRole("searchbox").waitFor();
    await expect.poll(focused).toBe(3);
  });

  it("F makes a favourite, and takes it back", async () => {
    const star = results(stage.panel).nth(2).getByRole("button", { name: "Favourite" });
    const before = await star.getAttribute("aria-pressed");
    await press("f");
    await expect.poll(() => star.getAttribute("aria-pressed")).not.toBe(before);
    await press("f");
    await expect.poll(() => star.getAttribute("aria-pressed")).toBe(before);
  });

  it("Delete deletes and stays in the grid; Ctrl+Z brings it back", async () => {
    await press("Delete");
    await expect.poll(total).toBe(29);
    await expect.poll(focused).toBe(3);
    await press("Control+z");
    await expect.poll(total).toBe(30);
  });

  it("Delete three times, then Ctrl+Z three times; a message in between takes no Undo away", async () => {
    const { panel } = stage;
    await press("Home");
    for (const left of [29, 28, 27]) {
      await expect.poll(focused).toBe(1);
      await press("Delete");
      await expect.poll(total).toBe(left);
    }
    await results(panel).first().getByRole("button", { name: "Use as reference" }).click();
    await panel.getByRole("menuitem").first().click();
    await panel.getByText("Set as your face reference.").waitFor();
    for (const back of [28, 29, 30]) {
      await press("Control+z");
      await expect.poll(total).toBe(back);
    }
  });

  it("Space chooses, Shift and an arrow choose more, and one Undo brings all of them back", async () => {
    const { panel } = stage;
    await press("Home");
    await expect.poll(focused).toBe(1);
    await press("Space");
    await press("Shift+ArrowRight");
    await press("Shift+ArrowRight");
    await panel.getByText("3 selected").waitFor();
    await panel.getByRole("button", { name: "Delete the selected" }).focus();
    await press("Enter");
    await expect.poll(total).toBe(27);
    await press("Control+z");
    await expect.poll(total).toBe(30);
  });
});
