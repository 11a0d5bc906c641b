import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ExtensionBrowser, launchWithExtension } from "../../sandbox/browser.ts";
import { createPerson, settle } from "../torture/person.ts";
import { hosts, openSites, type Sites } from "../torture/sites.ts";
import { lookInto } from "./closed-root.ts";
import { type Desktop, openDesktop } from "./desktop.ts";
import { needDesktop } from "./need-desktop.ts";
import { photo } from "./stage.ts";

const desktop: Desktop | undefined = await openDesktop();

/** A product's photo in a colour of its own. */
const tinted = (hue: number) => sharp(photo("product")).resize(600, 600).modulate({ hue }).jpeg().toBuffer();

const card = (name: string, url: string) =>
  `<a href="/p" style="margin:4px"><img src="${url}" alt="${name}" style="display:block;width:180px;height:180px"></a>`;

/** Twelve cups of which two are another host's, one of them again, and one that is gone; and a logo. */
const cups = Array.from({ length: 12 }, (_, i) => `Cup ${i + 1}`);
const shop = `<!doctype html><body style="margin:0"><p id="empty" style="margin:0;height:60px"></p>
<img src="/cup1.jpg" alt="The shop's logo" style="width:60px;height:60px"><div style="display:flex;flex-wrap:wrap;width:1200px">
${cups.map((name, i) => card(name, `${i > 9 ? hosts.cdn : ""}/cup${i + 1}.jpg`)).join("")}
${card("Cup 3 again", "/cup3.jpg")}${card("Gone cup", "/gone.jpg")}</div></body>`;
const late = `<!doctype html><body style="margin:0"><p id="empty" style="margin:0;height:60px"></p>
<div style="display:flex">${card("First", "/cup1.jpg")}${card("Second", `${hosts.cdn}/held/2.jpg`)}${card("Third", `${hosts.cdn}/held/3.jpg`)}</div></body>`;

describe("several pictures of a page at once", () => {
  needDesktop(desktop);
  let sites: Sites;
  let browser: ExtensionBrowser;
  let person: ReturnType<typeof createPerson>;
  let own: Page;
  beforeAll(async () => {
    if (!desktop) return;
    const pictures = await Promise.all(cups.map(async (_, i) => [`cup${i + 1}`, await tinted(i * 30)]));
    sites = await openSites({ ...Object.fromEntries(pictures), large: await tinted(15) });
    sites.pages.set("/shop", shop);
    sites.pages.set("/late", late);
    browser = await launchWithExtension({ headed: true, display: desktop.display, args: sites.args });
    person = createPerson(browser, desktop);
    own = await browser.open("sidepanel.html");
  });
  afterAll(async () => {
    await browser?.close();
    sites?.close();
    desktop?.close();
  });

  async function openPicker(path: string) {
    const page = await browser.context.newPage();
    await page.goto(hosts.shop + path);
    await settle(page);
    await person.openPicker(page);
    const picker = await lookInto(page);
    await expect.poll(() => picker.names("checkbox")).not.toEqual([]);
    return { page, picker };
  }

  const notice = () =>
    own.evaluate(async () => {
      const { notice } = await chrome.storage.local.get("notice");
      return notice as { failure: { code: string; detail?: string } } | undefined;
    });

  it("twelve cups go into a shoot: the same one twice is one, and the one that is gone is named", async () => {
    const { page, picker } = await openPicker("/shop");
    const all = ["The shop's logo", ...cups, "Cup 3 again", "Gone cup"];
    await expect.poll(() => picker.names("checkbox")).toEqual(all);
    expect(await picker.names("button")).not.toContain("Add to a shoot");
    await picker.press("checkbox", "Cup 2");
    await expect.poll(() => picker.isChecked("Cup 2")).toBe(true);
    await picker.press("button", "All of this size");
    await expect.poll(() => picker.names("StaticText")).toContain("14 pictures ticked");
    expect(await picker.isChecked("The shop's logo")).toBe(false);
    const [opened] = await Promise.all([
      browser.context.waitForEvent("page"),
      picker.press("button", "Add to a shoot"),
    ]);
    const products = opened.getByRole("list", { name: "Products" }).getByRole("listitem");
    await expect.poll(() => products.count()).toBe(12);
    expect(opened.url()).toContain("shoot.html#");
    const names = products.getByRole("textbox", { name: "Product name" });
    // A name of the page is what is shown while the user has given none.
    const shown = () =>
      names.evaluateAll((all) =>
        all.map((one) => (one as HTMLInputElement).value || (one as HTMLInputElement).placeholder),
      );
    await expect.poll(shown).toEqual(cups);
    await opened
      .getByText(/^Not every picture could be added: Gone cup: /)
      .first()
      .waitFor();
    await page.bringToFront();
    await expect
      .poll(() => picker.names("StaticText"))
      .toEqual(expect.arrayContaining(["13 of 14 pictures were read", "Gone cup"]));
    await picker.press("button", "Close");
    await expect.poll(() => page.locator("html > div").count()).toBe(0);
    await page.close();
    await opened.close();
  });

  it("a range by Shift becomes products by the keyboard, as many as fit, and the fifth is refused in words", async () => {
    const { page, picker } = await openPicker("/shop");
    await picker.press("checkbox", "Cup 1");
    await page.keyboard.down("Shift");
    // Once one is ticked, a click anywhere on a picture is one on its checkbox.
    await page.getByAltText("Cup 5", { exact: true }).click({ force: true });
    await page.keyboard.up("Shift");
    await expect.poll(() => picker.names("StaticText")).toContain("5 pictures ticked");
    await page.keyboard.press("p");
    await expect.poll(() => picker.names("StaticText")).toContain("4 of 5 pictures were read");
    expect((await picker.names("StaticText")).join()).toContain("All four product places are taken.");
    await page.close();
    await expect.poll(async () => (await notice())?.failure.detail).toContain("Cup 5");
    const region = own.getByRole("region", { name: "New picture" });
    await own.bringToFront();
    await expect.poll(() => region.getByRole("group", { name: "Product" }).getByRole("img").count()).toBe(4);
  });

  it("a page that closes while they are read: what was read is kept, the rest is named", async () => {
    const { page, picker } = await openPicker("/late");
    for (const name of ["First", "Second", "Third"]) await picker.press("checkbox", name);
    await page.keyboard.press("s");
    await expect.poll(() => picker.names("StaticText")).toContain("Reading pictures: 1 of 3");
    const [opened] = await Promise.all([browser.context.waitForEvent("page"), page.close()]);
    const products = opened.getByRole("list", { name: "Products" }).getByRole("listitem");
    // The first one is in the shoot of before already.
    await opened.getByText(/^Not every picture could be added: Second, Third: /).waitFor();
    await expect.poll(() => products.count()).toBe(12);
    await opened.close();
  });
});
