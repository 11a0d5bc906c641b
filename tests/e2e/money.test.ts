import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  removeReference,
  results,
  type Stage,
  saveKey,
  unfoldTechnical,
  waitForPictures,
} from "./stage.ts";

const key = "0d1f2a3b-4c5d-4e7f-8a9b-0c1d2e3f4a5b:0123456789abcdef0123456789abcdef";

const calls = (stage: Stage, route: string) => stage.sandbox.record.filter((entry) => entry.route === route);
const estimated = (page: Page) => page.getByLabel("Estimated cost").first();

/** A figure of Spending: `Today` or `This month`. */
async function spent(stage: Stage, name: string): Promise<string> {
  const options = await stage.browser.open("options.html");
  const region = options.getByRole("region", { name: "Spending" });
  const figure = region.locator("div", { has: options.locator("dt", { hasText: name }) }).last();
  await figure.getByText("$").waitFor();
  const words = await figure.locator("dd").allInnerTexts();
  await options.close();
  return words.join(" | ");
}

/** Fills a limit, leaves the field, and gives what Options say. */
async function limitTo(stage: Stage, name: string, typed: string): Promise<string> {
  const options = await stage.browser.open("options.html");
  const field = options.getByRole("spinbutton", { name });
  // What is stored is there before it is changed.
  if (!typed) await expect.poll(() => field.inputValue()).not.toBe("");
  await field.fill(typed);
  await field.press("Enter");
  const form = options.locator("form", { has: field });
  await form.locator("p").waitFor();
  const words = await form.locator("p").innerText();
  await options.close();
  return words;
}

async function exportSpending(stage: Stage): Promise<string[]> {
  const options = await stage.browser.open("options.html");
  const download = options.waitForEvent("download");
  await options.getByRole("button", { name: "Export spending" }).click();
  const file = await (await download).path();
  await options.close();
  return (await readFile(file, "utf8")).trim().split("\r\n");
}

/** The cells of a line of CSV. */
const cells = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );

describe("Money, with a key", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ key });
    await saveKey(stage, key);
  });
  afterAll(() => stage?.close());
  beforeEach(() => stage.sandbox.behave({ refuse: null, prices: {}, billableUnits: "charged" }));

  it("the price stands beside Generate, by fal's own price, asked once a day", async () => {
    const { popup } = stage;
    await popup.reload();
    await expect.poll(() => calls(stage, "pricing").length).toBe(1);
    await expect.poll(() => estimated(popup).innerText()).toBe("≈ $0.0024");
    await chooseFile(popup, "Face", photo("face"));
    await popup.getByRole("spinbutton", { name: "Images" }).fill("2");
    await expect.poll(() => estimated(popup).innerText()).toMatch(/^≈ \$0\.02$/);
    await popup.getByRole("button", { name: "How this is calculated" }).click();
    const calculation = popup.getByRole("dialog", { name: "How this is calculated" });
    expect(await calculation.innerText()).toMatch(
      /\$0\.035 a megapixel × [\d.]+ megapixels × 2 images = \$0\.0/,
    );
    expect(await calculation.innerText()).toContain("fal has no price of fal-ai/flux-1.1/image-to-image");
    await popup.keyboard.press("Escape");
    for (let i = 0; i < 3; i++) await popup.reload();
    await (await stage.browser.open("popup.html")).close();
    expect(calls(stage, "pricing")).toHaveLength(1);
  });

  it("what fal billed is kept with the result, in Details, in Spending and in the export, to the last unit", async () => {
    const { popup, panel, sandbox } = stage;
    await generate(popup, "Two of a face", 2);
    await waitForPictures(panel, "Two of a face", 2);
    await panel.bringToFront();
    await results(panel).first().getByRole("button", { name: "Details" }).click();
    await panel
      .getByText(/\$0\.0\d+ \([\d.]+ units, as fal billed them\)/)
      .first()
      .waitFor();
    await panel.getByRole("button", { name: "Back" }).click();
    const charged = sandbox.ledger();
    const [header, ...lines] = await exportSpending(stage);
    expect(header).toBe("time,request_id,endpoint,prompt,product_name,sku,units,cost_usd,is_estimate");
    const rows = lines.map((line) => line.split(","));
    const paid = rows.filter(([, , , , , , units]) => Number(units) > 0);
    expect(paid).toHaveLength(2);
    for (const [, id, endpoint, , , , units, cost, isEstimate] of paid) {
      const row = charged.find(({ requestId }) => requestId === id);
      expect([endpoint, Number(units), isEstimate]).toEqual([row?.endpoint, row?.units, "false"]);
      expect(Number(cost)).toBeCloseTo((row?.units ?? 0) * 0.035, 9);
    }
    const sum = charged.reduce((total, { units }) => total + units * 0.035, 0);
    expect(await spent(stage, "Today")).toBe(`$${sum.toFixed(2)} | pictures: 2`);
  });

  it("units that cannot be believed are as if fal had given none: the estimate stays, and is called one", async () => {
    const { popup, panel, sandbox } = stage;
    sandbox.behave({ billableUnits: "-1" });
    await generate(popup, "Odd units");
    await waitForPictures(panel, "Odd units");
    await panel.bringToFront();
    await results(panel).first().getByRole("button", { name: "Details" }).click();
    await panel.getByText("(estimate: fal told no units)").waitFor();
    await panel.getByRole("button", { name: "Back" }).click();
    const last = (await exportSpending(stage)).at(-1);
    expect(last).toMatch(/,Odd units,,,,0\.009\d+,true$/);
  });

  it("an afternoon's work, with what fell back, failed and was retried: the export is fal's own account", async () => {
    const { popup, panel, sandbox } = stage;
    const earlier = sandbox.ledger().length;
    const row = (words: string) => results(panel).filter({ hasText: words });
    await chooseFile(popup, "Product", photo("product"));
    await popup.getByRole("radio", { name: "Combine all" }).check();
    sandbox.behave({ flux2: "accepted-then-404" });
    await generate(popup, "Fell back");
    await waitForPictures(panel, "Fell back");
    await popup.getByRole("radio", { name: "Restyle one" }).check();
    sandbox.behave({ nsfw: true });
    await generate(popup, "Flagged");
    await row("Flagged").getByText("Charged by fal").waitFor();
    sandbox.behave({ nsfw: false, refuse: { status: 503, body: "down", at: "submit", times: 1 } });
    await generate(popup, "Retried");
    await row("Retried").getByText("Not charged").waitFor();
    await panel.bringToFront();
    await row("Retried").getByRole("button", { name: "Retry" }).click();
    await waitForPictures(panel, "Retried");
    sandbox.behave({ echoInput: true });
    await generate(popup, "Refused");
    await row("Refused").getByText("May be charged").waitFor();
    sandbox.behave({ echoInput: false });
    await removeReference(popup, "product reference 1");
    const charged = sandbox.ledger().slice(earlier);
    expect(charged.map(({ prompt }) => String(prompt).match(/\w+( back)?$/)?.[0]).toSorted()).toEqual([
      "Fell back",
      "Flagged",
      "Retried",
    ]);
    const rows = (await exportSpending(stage)).slice(1).map(cells);
    const mine = rows.filter(([, , , words]) => /Fell back|Flagged|Retried|Refused/.test(words ?? ""));
    const account = ([, id, endpoint, , , , units, cost, isEstimate]: string[]) =>
      [id, endpoint, Number(units), Number(cost), isEstimate] as const;
    expect(mine.filter(([, , , , , , units]) => Number(units) > 0).map(account)).toEqual(
      expect.arrayContaining(
        charged.map((one) => [one.requestId, one.endpoint, one.units, one.cost, "false"]),
      ),
    );
    // What fal did not make: no such endpoint, for nothing; and a refusal that it may bill.
    const others = mine.filter(([, id]) => charged.every(({ requestId }) => requestId !== id));
    expect(
      others.map(([, , endpoint, , , , units, cost, isEstimate]) => [endpoint, units, cost, isEstimate]),
    ).toEqual([
      ["fal-ai/flux-2/edit", "0", "0", "false"],
      ["fal-ai/flux-lora/image-to-image", "", expect.stringMatching(/^0\.009/), "true"],
    ]);
  });

  it("the limits stop with a sentence that names the amount, before anything is sent", async () => {
    const { popup, sandbox } = stage;
    expect(await limitTo(stage, "Dollars a month at most", "$0.03")).toContain("$0.03 a month");
    await popup.bringToFront();
    await popup.getByText(/of your \$0\.03 a month are spent/).waitFor();
    const before = calls(stage, "submit").length;
    await generate(popup, "One too many");
    await popup
      .getByText(/limit of \$0\.03 a month/)
      .first()
      .waitFor();
    expect(await limitTo(stage, "Pictures a day at most", "3")).toContain("3 pictures a day");
    expect(await limitTo(stage, "Dollars a month at most", "")).toContain("no monthly limit");
    await generate(popup, "Still too many");
    await popup
      .getByText(/limit of 3 pictures a day/)
      .first()
      .waitFor();
    expect(calls(stage, "submit")).toHaveLength(before);
    expect(
      sandbox.record.filter(({ route }) => route === "submit").map(({ body }) => body),
    ).not.toContainEqual(expect.objectContaining({ prompt: "One too many" }));
    await limitTo(stage, "Pictures a day at most", "");
  });

  it.each([
    ["Pictures a day at most", "ten"],
    ["Pictures a day at most", "1,000"],
    ["Dollars a month at most", "1,234.50"],
    ["Dollars a month at most", "€20"],
    ["Dollars a month at most", "lots"],
  ])("%s: %j is told to be unusable, and is no limit", async (name, typed) => {
    expect(await limitTo(stage, name, typed)).toContain("cannot be used");
    const stored = await stage.panel.evaluate(() => chrome.storage.local.get(["dailyLimit", "monthlyLimit"]));
    expect(stored).toEqual({});
  });
});

describe("The lost submit, with a key", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ key, sandbox: { submitMs: 0 } });
    await saveKey(stage, key);
  });
  afterAll(() => stage?.close());

  it("is looked for and found: one request, one picture, counted once", async () => {
    const { popup, panel, sandbox } = stage;
    sandbox.behave({ faults: [{ kind: "cut-body", at: "submit", times: 1 }] });
    await generate(popup, "Lost on the way");
    await panel.bringToFront();
    await waitForPictures(panel, "Lost on the way");
    await results(panel).first().getByRole("button", { name: "Details" }).click();
    await unfoldTechnical(panel);
    await panel.getByText(/Found at fal \(request id: /).waitFor();
    await panel.getByRole("button", { name: "Back" }).click();
    expect(calls(stage, "submit")).toHaveLength(1);
    expect(sandbox.ledger()).toHaveLength(1);
    expect(await exportSpending(stage)).toHaveLength(2);
    expect(calls(stage, "history").length).toBeGreaterThan(0);
  });
});

describe("Money, behind a proxy", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  it("asks fal for no price and no history, and says that the price is the list's", async () => {
    const { popup, panel } = stage;
    await estimated(popup).waitFor();
    await popup
      .getByText(/list price of /)
      .first()
      .waitFor();
    await generate(popup, "By proxy");
    await waitForPictures(panel, "By proxy");
    expect(calls(stage, "pricing")).toEqual([]);
    expect(calls(stage, "history")).toEqual([]);
    const [, line] = await exportSpending(stage);
    expect(line).toMatch(/,0\.786432,0\.002359296,false$/);
  });
});
