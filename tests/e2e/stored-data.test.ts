import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { generate, openStage, type Stage, submits, waitForPictures } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

/** What is stored, as a string, read past the product's own code. */
const dump = (page: Page) =>
  page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await wait(indexedDB.open("refshot"));
    const names = [...database.objectStoreNames];
    const rows = await Promise.all(
      names.map((name) => wait(database.transaction(name).objectStore(name).getAll())),
    );
    database.close();
    return JSON.stringify([database.version, names, rows, await chrome.storage.local.get()]);
  });

describe("what a newer Refshot has stored is refused with a sentence, and not touched", () => {
  it.each(["database", "settings"])("%s", async (what) => {
    stage = await openStage();
    const { popup, panel, sandbox, browser } = stage;
    await generate(popup, "From before");
    await waitForPictures(panel, "From before");
    if (what === "settings") await panel.evaluate(() => chrome.storage.local.set({ settingsVersion: 2 }));
    else
      await panel.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const opening = indexedDB.open("refshot", 1000);
            opening.onsuccess = () => resolve(opening.result.close());
            opening.onerror = () => reject(opening.error);
          }),
      );
    const before = await dump(panel);
    for (const name of ["popup.html", "sidepanel.html", "options.html"]) {
      const page = await browser.open(name);
      await page.getByText("stored by a newer Refshot").waitFor();
      await page.close();
    }
    // A page that was open all the time can still press, and the press is refused; or it has noticed by itself.
    const pressed = generate(popup, "Too new").catch(() => undefined);
    const noticed = popup.getByText("stored by a newer Refshot").first().waitFor();
    await Promise.race([pressed, noticed.catch(() => undefined)]);
    await panel.waitForTimeout(500);
    expect(submits(sandbox)).toHaveLength(1);
    const after = await dump(panel);
    // With a newer database the settings are still ours, and the open page keeps its draft.
    const asStored = (text: string) => (what === "settings" ? text : JSON.parse(text).slice(0, 3));
    expect(asStored(after)).toEqual(asStored(before));
  });
});

it("Delete everything: fal hears of the cancel before its record goes", async () => {
  stage = await openStage({ sandbox: { concurrency: 0 } });
  const { popup, sandbox, browser } = stage;
  await generate(popup, "Not wanted any more");
  await expect.poll(() => submits(sandbox).length).toBe(1);
  await expect.poll(() => sandbox.record.some(({ route }) => route === "stream")).toBe(true);
  const options = await browser.open("options.html");
  await options.getByRole("button", { name: "Delete everything" }).click();
  await options
    .getByRole("alertdialog")
    .getByRole("button", { name: /delete/i })
    .click();
  await expect
    .poll(() => sandbox.record.filter(({ route }) => route === "cancel").map(({ status }) => status))
    .toEqual([202]);
});
