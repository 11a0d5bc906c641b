import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedHistory } from "../../sandbox/seed.ts";
import { openStage, results, type Stage } from "./stage.ts";

describe("the focus in and after dialogs", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await seedHistory(stage.panel, 12, true);
    await stage.panel.reload();
  });
  afterAll(() => stage.close());

  it("in the prompts: saved, moved to the ends and deleted, the focus goes on in the list", async () => {
    const { panel } = stage;
    await panel.bringToFront();
    await panel.getByRole("button", { name: "Prompts", exact: true }).click();
    const dialog = panel.getByRole("dialog");
    const press = (key: string) => panel.keyboard.press(key);
    /** The name of what has the focus, and the row it stands in. */
    const focused = () =>
      panel.evaluate(() => {
        const at = document.activeElement;
        const row = at?.closest("[data-prompt]")?.querySelector("span")?.textContent;
        return [at?.ariaLabel ?? at?.textContent, row].filter(Boolean).join(" of ");
      });
    const row = (name: string) => dialog.locator("[data-prompt]").filter({ hasText: name });
    for (const name of ["one", "two", "three"]) {
      await dialog.getByRole("button", { name: "New prompt" }).click();
      await dialog.getByLabel("Name").fill(name);
      await dialog.getByLabel("Prompt", { exact: true }).fill(`words of ${name}`);
      await press("Enter");
      await press("Tab");
      await press("Tab");
      await press("Enter");
      await expect.poll(focused).toBe("New prompt");
      // It comes a moment later, and moves the others.
      await row(name).waitFor();
    }
    const order = () => dialog.locator("[data-prompt] span:first-child").allTextContents();
    await row("two").getByRole("button", { name: "Edit" }).click();
    // Until the form stands there, the focus is where it will be again.
    await dialog.getByLabel("Name").waitFor();
    await press("Enter");
    await dialog.getByLabel("Name").waitFor({ state: "detached" });
    await expect.poll(focused).toBe("Edit of two");
    const [first, second, third] = await order().then((all) => all.filter((one) => !one.includes("words")));
    await row(second as string)
      .getByRole("button", { name: "Move up" })
      .focus();
    await press("Enter");
    await expect.poll(focused).toBe(`Move down of ${second}`);
    await press("Enter");
    await expect.poll(async () => (await order())[0]).toBe(first);
    await expect.poll(focused).toBe(`Move down of ${second}`);
    await press("Enter");
    await expect.poll(focused).toBe(`Move up of ${second}`);
    await row(third as string)
      .getByRole("button", { name: "Delete prompt" })
      .focus();
    await press("Enter");
    await row(third as string).waitFor({ state: "detached" });
    await expect.poll(focused).toBe(`Delete prompt of ${second}`);
    await press("Enter");
    await row(second as string).waitFor({ state: "detached" });
    await expect.poll(focused).toBe(`Delete prompt of ${first}`);
    await press("Enter");
    await expect.poll(focused).toBe("New prompt");
    await press("Escape");
    // The dialog gives the focus back a moment after it has gone.
    await expect.poll(focused).toBe("Prompts");
  });

  it("after a dropped file the grid has it", async () => {
    const { panel } = stage;
    await panel.bringToFront();
    await results(panel).first().locator("[data-opens-details]").focus();
    await panel.keyboard.press("Enter");
    await panel.getByRole("button", { name: "More" }).click();
    const saved = panel.waitForEvent("download");
    await panel.getByRole("menuitem", { name: /parameters/ }).click();
    const file = await (await saved).path();
    await panel.keyboard.press("Escape");
    await panel.getByRole("searchbox").waitFor();
    const bytes = [...(await readFile(file))];
    await panel.evaluate((bytes) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(bytes)], "a.jpg", { type: "image/jpeg" }));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }, bytes);
    await panel.getByRole("dialog").waitFor();
    await panel.keyboard.press("Escape");
    await panel.getByRole("dialog").waitFor({ state: "detached" });
    const inGrid = () => panel.evaluate(() => document.activeElement?.closest("[data-result]") !== null);
    await expect.poll(inGrid).toBe(true);
  });

  it("after a confirmed clean-up that leaves nothing to clean the choice of age has it", async () => {
    const options = await stage.browser.open("options.html");
    await options.evaluate(async () => {
      const open = indexedDB.open("refshot");
      await new Promise((resolve) => {
        open.onsuccess = resolve;
      });
      const transaction = open.result.transaction("generations", "readwrite");
      transaction.objectStore("generations").openCursor().onsuccess = ({ target }) => {
        const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
        cursor?.update({ ...cursor.value, createdAt: 1e12, favourite: false });
      };
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      open.result.close();
    });
    await options.reload();
    await options.getByRole("button", { name: "Clean up" }).click();
    await options.getByRole("button", { name: "Delete old results" }).focus();
    await options.keyboard.press("Enter");
    await options.getByRole("button", { name: "Clean up" }).waitFor({ state: "detached" });
    await expect.poll(() => options.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
  });
});
