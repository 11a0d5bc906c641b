import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generate, openStage, photo, results, type Stage } from "./stage.ts";

/** What a page's live regions say, and what else is only heard. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  for (const page of [stage.popup, stage.panel]) await page.evaluate(listen);
});
afterAll(() => stage.close());

/** Runs in the page: keeps each text that its status comes to have. */
function listen(): void {
  const heard: string[] = [];
  (window as unknown as { heard: string[] }).heard = heard;
  new MutationObserver(() => {
    for (const status of document.querySelectorAll("[role=status]")) {
      const words = status.textContent ?? "";
      if (words && heard.at(-1) !== words) heard.push(words);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}

const heardIn = (page: Page) => page.evaluate(() => (window as unknown as { heard: string[] }).heard);

/** How many pictures the batches had that were counted aloud. */
const counted = async (popup: Page) =>
  (await heardIn(popup)).flatMap((words) => words.match(/\d+ of (\d+) ·/)?.[1] ?? []);

it("each batch is counted by itself, and how it ended is said once", async () => {
  const { popup, panel, sandbox } = stage;
  /** Held at fal until it is heard, and seen in the popup, that they are on their way. */
  const hear = async (prompt: string, images: number, begun: string, ended: string) => {
    const before = (await heardIn(panel)).length;
    const heard = async () => (await heardIn(panel)).slice(before);
    sandbox.behave({ concurrency: 0 });
    await generate(popup, prompt, images);
    await expect.poll(heard).toEqual([begun]);
    await expect.poll(() => counted(popup)).toContain(String(images));
    sandbox.behave({ concurrency: 2 });
    await expect.poll(heard).toEqual([begun, ended]);
  };
  await hear("A first lamp", 2, "2 pictures are on their way.", "Your 2 pictures are ready.");
  await hear("A second lamp", 3, "3 pictures are on their way.", "Your 3 pictures are ready.");
  sandbox.behave({ nsfw: true });
  await hear("A third lamp", 1, "1 picture is on its way.", "1 picture failed.");
  sandbox.behave({ nsfw: false });
  expect(new Set(await counted(popup))).toEqual(new Set(["2", "3", "1"]));
});

it("a search says what it found when the typing pauses, and not before", async () => {
  const { panel } = stage;
  await panel.bringToFront();
  const before = (await heardIn(panel)).length;
  const said = async () =>
    (await heardIn(panel)).slice(before).map((words) => words.replace("1 picture failed.", ""));
  const search = panel.getByRole("searchbox");
  // Letter by letter, and no pause between them however busy the machine is.
  await search.evaluate((input: HTMLInputElement) => {
    for (const letter of "second lamp") {
      const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value") ?? {};
      set?.call(input, input.value + letter);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  await expect.poll(said).toEqual(["3 results"]);
  await search.fill("umbrella");
  await expect.poll(said).toEqual(["3 results", "Nothing holds “umbrella”"]);
  await panel.getByText("Prompts, notes and sites are searched.").waitFor();
  await search.fill("");
});

it("All is pressed only when nothing is filtered, and the filter button says how many are set", async () => {
  const { panel } = stage;
  const all = panel.getByRole("button", { name: "All", exact: true });
  await expect.poll(() => all.getAttribute("aria-pressed")).toBe("true");
  await panel.getByRole("button", { name: "Filters and order" }).click();
  await panel.getByLabel("From", { exact: true }).fill("2099-01-01");
  await panel.keyboard.press("Escape");
  await panel.getByText("Nothing matches these filters").first().waitFor();
  await panel.getByText("Take a filter away, or choose other days.").waitFor();
  await expect.poll(() => all.getAttribute("aria-pressed")).toBe("false");
  await panel.getByRole("button", { name: "Filters and order, 1 set" }).waitFor();
  await all.click();
  await expect.poll(() => results(panel).count()).toBe(6);
});

it("a file without parameters, dropped beside the prompt of the popup or chosen by keyboard, is told of", async () => {
  const { popup, panel } = stage;
  await popup.bringToFront();
  await popup.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["not ours"], "holiday.jpg", { type: "image/jpeg" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await popup.getByText("This file does not say how it was made.").waitFor();
  await panel.bringToFront();
  await panel.getByRole("button", { name: "Prompts" }).press("Enter");
  const chooser = panel.waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Open a picture file…" }).press("Enter");
  await (await chooser).setFiles(photo("face"));
  await panel.getByText("This file does not say how it was made.").waitFor();
});
