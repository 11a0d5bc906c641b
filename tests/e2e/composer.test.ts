import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capture, grantedExtension } from "../security/real-tab.ts";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  results,
  type Stage,
  submits,
  waitForPictures,
} from "./stage.ts";

let stage: Stage;
let composer: ReturnType<Page["getByRole"]>;
beforeAll(async () => {
  stage = await openStage({ browser: { extension: await grantedExtension() } });
  composer = stage.panel.getByRole("region", { name: "New picture" });
});
afterAll(() => stage.close());

const slot = (name: string) => composer.getByRole("group", { name, exact: true });

/** Drops something on a slot of the panel, as the browser hands it over. */
async function drop(group: string, data: Record<string, string>, files: string[] = []): Promise<void> {
  await stage.panel.bringToFront();
  await slot(group).evaluate(
    (element, { data, files }) => {
      const dataTransfer = new DataTransfer();
      for (const [type, value] of Object.entries(data)) dataTransfer.setData(type, value);
      for (const name of files) dataTransfer.items.add(new File(["no picture"], name));
      element.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    { data, files },
  );
}

const told = () => composer.getByRole("status").innerText();

describe("the composer in the side panel", () => {
  it("folds, and is found again as it was left", async () => {
    const { panel } = stage;
    await panel.bringToFront();
    const fold = composer.getByRole("button", { name: "New picture", expanded: true });
    await fold.click();
    await composer.getByRole("button", { name: "New picture", expanded: false }).waitFor();
    await panel.reload();
    await composer.getByRole("button", { name: "New picture", expanded: false }).click();
    await composer.getByRole("textbox", { name: "Prompt" }).waitFor();
  });

  it("takes a picture of a page that is dropped on a slot, and says where one came from", async () => {
    const url = `${stage.sandbox.url}/shop/`;
    const page = await stage.browser.context.newPage();
    await page.goto(url);
    const src = await page
      .locator("img")
      .first()
      .evaluate((image: HTMLImageElement) => image.currentSrc);
    await page.close();
    await drop("Background", {
      "text/html": `<a href="${url}"><img src="${src}"></a>`,
      "text/uri-list": url,
    });
    // A private address, from no page: only the page itself may read that.
    await expect.poll(told).toMatch(/127\.0\.0\.1|address/i);
    const pixel = await stage.panel.evaluate(() => {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 600;
      return canvas.toDataURL();
    });
    await drop("Background", { "text/html": `<img src="${pixel}">` });
    await slot("Background").getByRole("img").waitFor();
    expect(await told()).toBe("");
    await slot("Background").getByRole("button", { name: "Remove background reference" }).click();
  });

  it.each<[string, Record<string, string>, string[], RegExp]>([
    ["words", { "text/plain": "a cup" }, [], /no picture in that/],
    ["a script", { "text/uri-list": "javascript:alert(1)" }, [], /no picture in that/],
    ["a file that is no picture", {}, ["notes.txt"], /picture/i],
  ])("%s, dropped on a slot: a sentence, and the tray as it was", async (_, data, files, sentence) => {
    await drop("Face", data, files);
    await expect.poll(told).toMatch(sentence);
    expect(await slot("Face").getByRole("img").count()).toBe(0);
    // So that it is not taken for the answer to the next.
    await composer.getByRole("status").getByRole("button", { name: "Dismiss" }).click();
    await expect.poll(told).toBe("");
  });

  it("sends the one that the user chose, and says which are not", async () => {
    const { panel, sandbox } = stage;
    await chooseFile(panel, "Face", photo("face"));
    await chooseFile(panel, "Product", photo("product"));
    await composer.getByText("Restyle one, or combine all in a new picture?").waitFor();
    await expect.poll(() => slot("Face").innerText()).toContain("Sent");
    await expect.poll(() => slot("Product").innerText()).toContain("Not sent");
    await slot("Product").getByRole("button", { name: "Send this one" }).click();
    await expect.poll(() => slot("Face").innerText()).toContain("Not sent");
    await generate(panel, "The cup on a table");
    await waitForPictures(panel, "The cup on a table");
    expect(submits(sandbox).at(-1)?.endpoint).toContain("image-to-image");
    // Not answered is answered with the rule, once and for all.
    expect(await composer.getByText("Restyle one, or combine all in a new picture?").count()).toBe(0);
  });

  it("combines all, with or without the sentences", async () => {
    const { panel, sandbox } = stage;
    await composer.getByRole("radiogroup", { name: "What FLUX sees" }).waitFor();
    await composer.getByRole("radio", { name: "Combine all" }).check();
    await composer.getByText("Words before your prompt").click();
    await composer.getByText(/^Image 1 is the person/).waitFor();
    expect(await composer.getByRole("button", { name: "Send this one" }).count()).toBe(0);
    await generate(panel, "Both at the counter");
    await waitForPictures(panel, "Both at the counter");
    expect(submits(sandbox).at(-1)?.body.prompt).toMatch(/^Image 1 is the person.* Both at the counter$/);
    await composer.getByRole("checkbox", { name: "Say which picture is which" }).uncheck();
    await generate(panel, "Without words");
    await waitForPictures(panel, "Without words");
    expect(submits(sandbox).at(-1)?.body.prompt).toBe("Without words");
  });

  it("redo with a changed prompt: Reuse, the words, Ctrl+Enter", async () => {
    const { panel, sandbox } = stage;
    await composer.getByRole("button", { name: "New picture", expanded: true }).click();
    const item = results(panel).filter({ hasText: "The cup on a table" });
    await item.hover();
    await item.getByRole("button", { name: "Reuse" }).click();
    const prompt = composer.getByRole("textbox", { name: "Prompt" });
    await expect.poll(() => prompt.inputValue()).toBe("The cup on a table");
    await expect.poll(() => prompt.evaluate((field) => field === document.activeElement)).toBe(true);
    await expect.poll(() => composer.getByRole("radio", { name: "Restyle one" }).isChecked()).toBe(true);
    await panel.keyboard.press("End");
    await panel.keyboard.type(", at dawn");
    await panel.keyboard.press("Control+Enter");
    await waitForPictures(panel, "The cup on a table, at dawn");
    expect(submits(sandbox).at(-1)?.body.prompt).toBe("The cup on a table, at dawn");
  });
});

describe("the last pictures in the popup", () => {
  const details = (page: Page) => page.getByRole("navigation", { name: "Details" });

  it("the first is large, and a press opens it in the panel of its own window, of another one not", async () => {
    const { popup, panel, browser } = stage;
    const appears = browser.context.waitForEvent("page");
    await panel.evaluate((url) => void chrome.windows.create({ url, focused: false }), panel.url());
    const elsewhere = await appears;
    await results(elsewhere).first().waitFor();
    await generate(popup, "Two of a kind", 2);
    // Of this batch: those before it were one picture each.
    await popup.getByText("Your 2 pictures are ready.").waitFor();
    await popup.getByRole("button", { name: "Change" }).click();
    await expect.poll(() => popup.getByRole("spinbutton", { name: "Images" }).inputValue()).toBe("1");
    expect(await popup.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe("Two of a kind");
    await elsewhere.evaluate(() => {
      const told = new Promise<void>((resolve) =>
        addEventListener("storage", ({ key, newValue }) => {
          if (key === "panel-request" && newValue) resolve();
        }),
      );
      Object.assign(window, { told });
    });
    await popup.getByRole("button", { name: "Two of a kind" }).first().click();
    await panel.bringToFront();
    await panel.getByRole("heading", { name: "Two of a kind" }).waitFor();
    // It has heard of it, and knows in which window it is.
    await elsewhere.evaluate(async () => {
      await (window as unknown as { told: Promise<void> }).told;
      await chrome.windows.getCurrent();
    });
    expect(await details(elsewhere).count()).toBe(0);
    await elsewhere.close();
    await details(panel).getByRole("button", { name: "Back", exact: true }).click();
    await details(panel).waitFor({ state: "detached" });
  });
});

describe("a word on the page after a right-click", () => {
  /** What a screen reader finds, closed shadow roots included. */
  async function heard(page: Page): Promise<string[]> {
    const session = await page.context().newCDPSession(page);
    const { nodes } = (await session.send("Accessibility.getFullAXTree")) as {
      nodes: { role?: { value: string }; name?: { value: string } }[];
    };
    await session.detach();
    return nodes.map(({ name }) => name?.value ?? "");
  }

  /** The next words stay on the page until others come: on a busy machine two seconds are soon over. */
  const letStay = () =>
    stage.browser.worker.evaluate(() => {
      type Run = (injection: { args?: { stays?: number }[] }) => Promise<unknown>;
      const scripting = chrome.scripting as unknown as { executeScript: Run };
      const real = scripting.executeScript;
      scripting.executeScript = (injection) => {
        const [words] = injection.args ?? [];
        if (words?.stays) {
          words.stays = 600_000;
          scripting.executeScript = real;
        }
        return real.call(scripting, injection);
      };
    });

  it("says what was set, where the page can neither read nor press it, and leaves no trace", async () => {
    const page = await stage.browser.context.newPage();
    await page.goto(`${stage.sandbox.url}/shop/`);
    const before = await page.evaluate(() => document.documentElement.outerHTML);
    const srcUrl = await page
      .locator("img")
      .first()
      .evaluate((image: HTMLImageElement) => image.currentSrc);
    await letStay();
    expect(await capture(stage, { srcUrl, pageUrl: page.url(), page })).toBe("set");
    await expect
      .poll(async () => (await heard(page)).join("\n"), { interval: 30 })
      .toMatch(/Face set: .+ · Alt\+Shift\+F/);
    const host = page.locator("html > div");
    expect(
      await host.evaluate((div) => [div.innerHTML, div.shadowRoot, getComputedStyle(div).pointerEvents]),
    ).toEqual(["", null, "none"]);
    // The next words come in their place, and go by themselves.
    expect(await capture(stage, { srcUrl, pageUrl: page.url(), page })).toBe("set");
    await expect.poll(() => page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
    await page.close();
  });
});

describe("the popup as it opens", () => {
  /** Runs in the page first: where the prompt stands after each drawing, and how many buttons there are. */
  function noteDrawings(): void {
    const drawings: Drawing[] = [];
    Object.assign(globalThis, { drawings });
    new MutationObserver(() => {
      const prompt = document.querySelector("textarea");
      if (!prompt) return;
      const { top } = prompt.getBoundingClientRect();
      drawings.push({ top, buttons: document.querySelectorAll("button").length });
    }).observe(document, { childList: true, subtree: true });
  }

  interface Drawing {
    top: number;
    buttons: number;
  }

  it("draws the prompt first and all else after it, and the prompt stays where it was", async () => {
    const { popup } = stage;
    await popup.bringToFront();
    const set = popup.getByRole("button", { name: /^Remove .+ reference/ });
    for (let left = await set.count(); left > 0; left--) {
      await set.first().click();
      await expect.poll(() => set.count()).toBe(left - 1);
    }
    await chooseFile(popup, "Face", photo("face"));
    await popup.addInitScript(noteDrawings);
    await popup.reload();
    await popup.getByRole("note", { name: "Estimated cost" }).waitFor();
    await popup.getByRole("button", { name: "Remove face reference" }).waitFor();
    const drawings = await popup.evaluate(() => (globalThis as unknown as { drawings: Drawing[] }).drawings);
    expect(drawings[0]?.buttons).toBe(0);
    expect(drawings.at(-1)?.buttons).toBeGreaterThan(5);
    expect([...new Set(drawings.map(({ top }) => top))]).toHaveLength(1);
  });
});
