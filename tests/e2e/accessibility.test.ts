import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchWithExtension } from "../../sandbox/browser.ts";
import { surfaces } from "../../sandbox/screenshots/surfaces.ts";
import { beginWalk, type Sight, type Walk } from "../../sandbox/screenshots/walk.ts";
import { languages, wordsOf } from "../../sandbox/screenshots/words.ts";
import { createSandbox } from "../../sandbox/server.ts";
import { type Finding, lookAtZoom, lookWithAxe, tableOf } from "./axe.ts";
import { results } from "./stage.ts";

const findings: Finding[] = [];

/** The narrow panel in dark and the wide one in light: colours and layout are each tested in full. */
const schemesFor = ({ name, width }: Pick<Sight, "name" | "width">) =>
  /^(popup|options|shoot)/.test(name) && !/-(320|480)$/.test(name)
    ? (["light", "dark"] as const)
    : ([width < 400 ? "dark" : "light"] as const);

async function look(language: string, { page, name, width, height: [height] }: Sight): Promise<void> {
  await page.bringToFront();
  await page.setViewportSize({ width, height });
  for (const scheme of schemesFor({ name, width }))
    findings.push(await lookWithAxe(page, `${language}: ${name}`, scheme));
  if (width === 320 && !name.startsWith("popup"))
    findings.at(-1)?.faults.push(...(await lookAtZoom(page, name)));
}

/** What axe found while `visit` went through the states it looks at. */
async function faultsDuring(visit: () => Promise<void>): Promise<string[]> {
  const before = findings.length;
  await visit();
  return findings
    .slice(before)
    .flatMap(({ state, scheme, width, faults }) =>
      faults.map((fault) => `${state}, ${scheme}, ${width} px: ${fault}`),
    );
}

// `npm run axe` keeps the report; other runs only test.
afterAll(async () => {
  if (process.env.npm_lifecycle_event !== "axe") return;
  const words = `# What axe finds\n\nWritten by \`npm run axe\`: every rule of axe-core, best practices included, on the built extension in a real Chromium.\n\n${tableOf(findings)}\n`;
  await writeFile(new URL("../../docs/accessibility.md", import.meta.url), words);
});

describe.each(languages)("axe finds nothing (%s)", (language) => {
  let walk: Walk;
  beforeAll(async () => {
    const sandbox = await createSandbox({ queueMs: 50, runMs: 50 });
    const browser = await launchWithExtension({ language });
    const rest = { sandbox, say: wordsOf(language), look: (sight: Sight) => look(language, sight) };
    walk = await beginWalk(browser, rest);
  });
  afterAll(async () => {
    await walk.browser.close();
    await walk.sandbox.close();
  });

  it("on every surface, from the first run to a full day's work", async () => {
    const faults = await faultsDuring(async () => {
      for (const surface of surfaces) await surface(walk);
    });
    expect(faults).toEqual([]);
  });

  // The words differ, what is under them does not.
  if (language === "en")
    it("with menus and dialogs open, and in rarer states", async () => {
      const faults = await faultsDuring(async () => {
        for (const visit of [menus, dialogs, otherResults, optionsDialogs]) await visit(walk);
      });
      expect(faults).toEqual([]);
    });
});

const lookAt = (page: Sight["page"], name: string, width: number) =>
  look("en", { page, name, width, height: [900, 900] });

/** The panel, where the walk has left it: in the details of a finished result. */
async function menus({ panel }: Walk): Promise<void> {
  await panel.bringToFront();
  for (const menu of ["Use as reference", "More"]) {
    await panel.getByRole("button", { name: menu, exact: true }).click();
    await panel.getByRole("menu").waitFor();
    await lookAt(panel, `menu ${menu}`, 320);
    await panel.keyboard.press("Escape");
  }
  for (const view of ["Slider", "Side by side", "Hover"]) {
    await panel.getByRole("button", { name: view, exact: true }).click();
    await panel.mouse.move(0, 0);
    await lookAt(panel, `details, ${view}`, 320);
  }
  await panel.getByRole("button", { name: /^Result\. / }).hover();
  await panel.getByRole("button", { name: /^Sent picture\. / }).waitFor();
  await lookAt(panel, "details, Hover, under the pointer", 320);
}

async function dialogs({ panel }: Walk): Promise<void> {
  await panel.getByRole("button", { name: "More", exact: true }).click();
  const saved = panel.waitForEvent("download");
  await panel.getByRole("menuitem", { name: /parameters/ }).click();
  const bytes = [...(await readFile(await (await saved).path()))];
  await panel.evaluate((bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(bytes)], "result.jpg", { type: "image/jpeg" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, bytes);
  await panel.getByRole("dialog").waitFor();
  await lookAt(panel, "dialog of a dropped file", 320);
  await panel.keyboard.press("Escape");
  await panel.getByRole("button", { name: "Back" }).click();
  await panel.getByRole("button", { name: "Prompts" }).click();
  await panel.getByRole("button", { name: "Saved" }).click();
  // What stands in the composer can be saved as it is.
  await panel.getByRole("button", { name: /new prompt|save what is written/i }).click();
  await panel.getByRole("textbox", { name: "Prompt" }).fill("A cup on a table");
  await lookAt(panel, "prompt being written", 320);
  await panel.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await panel
    .getByRole("button", { name: "Use A cup" })
    .or(panel.getByText("A cup on a table"))
    .first()
    .waitFor();
  await lookAt(panel, "saved prompts", 320);
  await panel.keyboard.press("Escape");
}

async function otherResults({ panel }: Walk): Promise<void> {
  for (const words of ["Blocked", "Failed", "In queue"]) {
    await panel.setViewportSize({ width: 480, height: 1400 });
    await results(panel).filter({ hasText: words }).first().getByRole("button", { name: "Details" }).click();
    await panel.getByRole("region", { name: "Parameters" }).waitFor();
    await lookAt(panel, `details, ${words}`, 320);
    await panel.getByRole("button", { name: "Back" }).click();
  }
  await results(panel).first().getByRole("button", { name: "Cancel" }).click();
  await panel.getByText("Cancelled").first().waitFor();
  await lookAt(panel, "a cancelled result", 480);
  await panel.getByRole("searchbox").fill("no such words");
  await panel
    .getByText(/no such words/)
    .first()
    .waitFor();
  await lookAt(panel, "nothing found", 480);
  await panel.getByRole("searchbox").fill("");
  await results(panel).nth(3).getByRole("button", { name: "Delete" }).click();
  await panel.getByRole("button", { name: "Undo" }).waitFor();
  await lookAt(panel, "a toast with Undo", 320);
}

async function optionsDialogs({ browser }: Walk): Promise<void> {
  const options = await browser.open("options.html");
  await options.getByRole("button", { name: "Save key" }).click();
  await options.getByRole("button", { name: "Delete everything" }).click();
  await options.getByRole("alertdialog").waitFor();
  await lookAt(options, "options, before everything is deleted", 320);
  await options.keyboard.press("Escape");
  await lookAt(options, "options at 200 % of 640 px", 320);
  await options.close();
}
