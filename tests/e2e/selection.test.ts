import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seedHistory } from "../../sandbox/seed.ts";
import { openStage, results, type Stage } from "./stage.ts";

describe("focus and selection", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await seedHistory(stage.panel, 60, true);
    await stage.panel.bringToFront();
    await stage.panel.setViewportSize({ width: 480, height: 800 });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.panel.reload();
    await results(stage.panel).first().waitFor();
    await expect.poll(total).toBe(60);
    // A result that is not read yet takes no focus and no key.
    for (const place of [1, 8])
      await stage.panel.locator(`[aria-posinset="${place}"] [data-opens-details]`).waitFor();
    await stage.panel.getByRole("button", { name: "Filters" }).focus();
    await press("Tab");
    await expect.poll(focused).toBe(1);
  });

  const press = (key: string) => stage.panel.keyboard.press(key);
  const times = async (count: number, key: string) => {
    for (let i = 0; i < count; i++) await press(key);
  };
  const total = async () => Number(await results(stage.panel).first().getAttribute("aria-setsize"));
  const says = (words: string) => stage.panel.getByText(words, { exact: true }).waitFor();
  const name = (button: string) => stage.panel.getByRole("button", { name: button, exact: true });
  /** The place of the result that has the focus, from 1; 0 when none has. */
  const focused = () =>
    stage.panel.evaluate(() =>
      Number(document.activeElement?.closest("[aria-posinset]")?.getAttribute("aria-posinset") ?? 0),
    );
  /** Whether what has the focus can be seen whole, below the head. */
  const inSight = () =>
    stage.panel.evaluate(() => {
      const { top = 0, bottom = 0 } = document.activeElement?.getBoundingClientRect() ?? {};
      const head = document.querySelector("header")?.getBoundingClientRect().bottom ?? 0;
      return top >= head && bottom <= innerHeight;
    });

  const scrolled = () => stage.panel.evaluate(() => Math.round(scrollY));
  /** Until list and focus are where the last key has sent them. */
  const rest = async () => {
    let before = "";
    const stands = async () => {
      const last = before;
      before = JSON.stringify([await scrolled(), await focused()]);
      return before === last;
    };
    await expect.poll(stands, { interval: 100 }).toBe(true);
  };

  it("Page Down and Up, End and Home take the focus along, in sight", async () => {
    await press("PageDown");
    await expect.poll(focused).toBeGreaterThan(4);
    await expect.poll(inSight).toBe(true);
    await press("End");
    await expect.poll(focused).toBe(60);
    await expect.poll(inSight).toBe(true);
    await press("PageUp");
    await expect.poll(focused).toBeLessThan(55);
    await expect.poll(inSight).toBe(true);
    await press("Home");
    await expect.poll(focused).toBe(1);
    await expect.poll(inSight).toBe(true);
  });

  it("leaving the details goes to the result that was looked at last", async () => {
    await press("Enter");
    await times(40, "ArrowRight");
    await press("Escape");
    await expect.poll(focused).toBe(41);
    await expect.poll(inSight).toBe(true);
  });

  it("leaving the details at once leaves the list where it was", async () => {
    await press("PageDown");
    await expect.poll(focused).toBeGreaterThan(4);
    const page = await focused();
    await press("PageDown");
    await expect.poll(focused).toBeGreaterThan(page);
    await expect.poll(inSight).toBe(true);
    await rest();
    const [before, place] = [await scrolled(), await focused()];
    expect(before).toBeGreaterThan(0);
    await press("Enter");
    await stage.panel.getByRole("region", { name: "Parameters" }).waitFor();
    await press("Escape");
    await expect.poll(focused).toBe(place);
    await rest();
    expect(await scrolled()).toBe(before);
  });

  it("a Shift range shrinks, and a press with Shift replaces it", async () => {
    await press("Space");
    await times(4, "Shift+ArrowRight");
    await says("5 selected");
    await times(2, "Shift+ArrowLeft");
    await says("3 selected");
    await name("End selection").click();
    const tile = (place: number) => stage.panel.locator(`[aria-posinset="${place}"] [data-opens-details]`);
    const beside = { position: { x: 70, y: 70 } };
    await tile(5).click({ ...beside, modifiers: ["Control"] });
    await tile(7).click({ ...beside, modifiers: ["Shift"] });
    await tile(3).click({ ...beside, modifiers: ["Shift"] });
    await says("3 selected");
  });

  it("after a common delete, by key and by button, and after End of selection the grid has the focus", async () => {
    await press("ArrowRight");
    await press("Space");
    await press("Shift+ArrowRight");
    await press("Delete");
    await expect.poll(total).toBe(58);
    await expect.poll(focused).toBe(2);
    await expect.poll(() => stage.panel.getByRole("toolbar").count()).toBe(0);
    await press("Space");
    await name("Delete the selected").focus();
    await press("Enter");
    await expect.poll(total).toBe(57);
    await expect.poll(focused).toBe(2);
    await press("Space");
    await name("End selection").focus();
    await press("Enter");
    await expect.poll(focused).toBe(2);
    await press("Control+z");
    await expect.poll(total).toBe(58);
    await press("Control+z");
    await expect.poll(total).toBe(60);
    await expect.poll(() => stage.panel.getByRole("toolbar").count()).toBe(0);
  });

  it("a search leaves the selection and says what is out of view; deleted ones leave it", async () => {
    await press("Space");
    await times(4, "Shift+ArrowRight");
    await press("/");
    await stage.panel.keyboard.type("take 0");
    await says("5 selected, 4 not in view");
    await stage.panel.setViewportSize({ width: 320, height: 800 });
    const bar = stage.panel.getByRole("toolbar");
    await expect
      .poll(() => bar.evaluate((one) => [one.scrollWidth - one.clientWidth, one.scrollHeight]))
      .toEqual([0, 28]);
    await stage.panel.setViewportSize({ width: 480, height: 800 });
    await name("Clear search").click();
    await says("5 selected");
    await results(stage.panel).first().hover();
    await results(stage.panel).first().getByRole("button", { name: "Delete" }).click();
    await says("4 selected");
    await name("Undo").click();
    await expect.poll(total).toBe(60);
    await says("4 selected");
  });

  it("details: F is favourite, Delete deletes and the grid has the focus; Undo too", async () => {
    await press("ArrowRight");
    await press("Enter");
    const star = stage.panel.getByRole("main").getByRole("button", { name: "Favourite" });
    const before = await star.getAttribute("aria-pressed");
    await press("f");
    await expect.poll(() => star.getAttribute("aria-pressed")).not.toBe(before);
    await press("f");
    await expect.poll(() => star.getAttribute("aria-pressed")).toBe(before);
    await press("Delete");
    await expect.poll(total).toBe(59);
    await expect.poll(focused).toBe(2);
    await name("Undo").focus();
    await press("Enter");
    await expect.poll(total).toBe(60);
    await expect.poll(focused).toBeGreaterThan(0);
  });

  it("a result that has left the filter gives the focus to the one in its place", async () => {
    await name("Favourites").click();
    await expect.poll(total).toBeLessThan(60);
    const favourites = await total();
    await results(stage.panel).first().locator("[data-opens-details]").focus();
    await press("Enter");
    await stage.panel.getByRole("region", { name: "Parameters" }).waitFor();
    await press("f");
    const star = stage.panel.getByRole("main").getByRole("button", { name: "Favourite" });
    await expect.poll(() => star.getAttribute("aria-pressed")).toBe("false");
    await press("Escape");
    await expect.poll(total).toBe(favourites - 1);
    await expect.poll(focused).toBe(1);
  });

  it("Escape leaves the comparison, and the grid has the focus", async () => {
    await press("Space");
    await press("Shift+ArrowRight");
    await name("Compare the two").focus();
    await press("Enter");
    await stage.panel.getByRole("heading", { name: "Two results" }).waitFor();
    await press("Escape");
    await expect.poll(focused).toBe(2);
  });

  it("Show everything gives the focus to the grid", async () => {
    await press("/");
    await stage.panel.keyboard.type("nowhere at all");
    await name("Show everything").focus();
    await press("Enter");
    await expect.poll(total).toBe(60);
    await expect.poll(focused).toBe(1);
  });

  it("closing the panel makes a delete final", async () => {
    const { panel, popup } = stage;
    await press("Delete");
    await expect.poll(total).toBe(59);
    await panel.close();
    const stored = () =>
      popup.evaluate(async () => {
        const open = indexedDB.open("refshot");
        await new Promise((resolve) => {
          open.onsuccess = resolve;
        });
        const count = open.result.transaction("generations").objectStore("generations").count();
        await new Promise((resolve) => {
          count.onsuccess = resolve;
        });
        open.result.close();
        return count.result;
      });
    await expect.poll(stored).toBe(59);
  });
});
