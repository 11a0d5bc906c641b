import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, menuItem, openDesktop } from "./desktop.ts";
import { needDesktop } from "./need-desktop.ts";
import { generate, openStage, photo, type Stage, submits, waitForPictures } from "./stage.ts";

const face = 0;
const product = 1;
const background = 2;

const desktop: Desktop | undefined = await openDesktop();

/** Cups 2 to 5, each of another colour: the same picture twice would be one product. */
const cups = await Promise.all(
  [2, 3, 4, 5].map(async (number) => {
    const bytes = await sharp(photo("product"))
      .modulate({ hue: number * 60 })
      .jpeg()
      .toBuffer();
    return { id: `cup-${number}`, bytes };
  }),
);

/** A shop without CORS headers: only a script in its own page can read its pictures. */
function openClosedShop(): Promise<Server> {
  const images = cups.map(({ id }) => `<img id="${id}" width="120" src="/${id}.jpg">`);
  const answers: Record<string, [string, Buffer | string]> = {
    "/": [
      "text/html",
      `<h2>Merah <i>cups</i></h2>${images.join("")}<img id="page" width="80" height="80" src="/page.jpg" alt="x">`,
    ],
    ...Object.fromEntries(cups.map(({ id, bytes }) => [`/${id}.jpg`, ["image/jpeg", bytes]])),
    "/page.jpg": ["image/jpeg", "<!doctype html><title>Please log in</title>"],
  };
  const server = createServer((request, response) => {
    const [type, body] = answers[request.url ?? ""] ?? ["text/plain", ""];
    response.writeHead(answers[request.url ?? ""] ? 200 : 404, { "content-type": type }).end(body);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** What the pages called the products of the tray, in their order. */
const productNames = (popup: Page) =>
  popup.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const db = await done(indexedDB.open("refshot"));
    const stores = db.transaction(["trays", "references"]);
    const { products } = await done(stores.objectStore("trays").get("tray"));
    const references = await Promise.all(
      products.map((id: string) => done(stores.objectStore("references").get(id))),
    );
    db.close();
    return references.map(({ receipt }) => receipt.alt as string);
  });

describe("a native right-click, through the browser's own menu", () => {
  needDesktop(desktop);
  let stage: Stage;
  let closedShop: Server;
  let page: Page;
  const closedShopUrl = () => `http://127.0.0.1:${(closedShop.address() as AddressInfo).port}/`;
  const badge = () => stage.browser.worker.evaluate(() => chrome.action.getBadgeText({}));
  /** So that what it said before is not taken for the answer. */
  const clearBadge = () => stage.browser.worker.evaluate(() => chrome.action.setBadgeText({ text: "" }));

  beforeAll(async () => {
    if (!desktop) return;
    closedShop = await openClosedShop();
    stage = await openStage({ browser: { headed: true, display: desktop.display } });
    page = await stage.browser.context.newPage();
  });
  afterAll(async () => {
    await stage?.close();
    closedShop?.close();
    desktop?.close();
  });

  it("gives face, product and background their pictures, and FLUX the face's pixels", async () => {
    await page.goto(`${stage.sandbox.url}/shop/`);
    for (const [item, file] of [
      [background, "background"],
      [product, "product"],
      [face, "face"],
    ] as const) {
      await clearBadge();
      await desktop!.rightClick(page, page.locator(`img[src*="${file}.jpg"]`).first(), menuItem(item));
      await expect.poll(badge).toBe("✓");
    }
    for (const name of ["Remove face reference", "Remove product reference 1", "Remove background reference"])
      await stage.popup.getByRole("button", { name }).waitFor();
    await generate(stage.popup, "A pilot with a cup of coffee");
    await waitForPictures(stage.panel, "A pilot with a cup of coffee");
    expect(submits(stage.sandbox).at(-1)?.body).toMatchObject({ strength: 0.65 });
  });

  it("reads a picture inside its page where the worker may not", async () => {
    await page.goto(closedShopUrl());
    await desktop!.rightClick(page, page.locator("#cup-2"), menuItem(product));
    await stage.popup.getByRole("button", { name: "Remove product reference 2" }).waitFor();
  });

  it("says what is the matter with a web page in a picture's place, and leaves the tray", async () => {
    await clearBadge();
    await desktop!.rightClick(page, page.locator("#page"), menuItem(face));
    await expect.poll(badge).toBe("!");
    await stage.popup
      .getByText(/web page or something else instead of a picture|not a picture/i)
      .first()
      .waitFor();
    await stage.popup.getByRole("button", { name: "Remove face reference" }).waitFor();
  });

  it("takes the same picture twice as one product, called what the page calls it", async () => {
    await clearBadge();
    await desktop!.rightClick(page, page.locator("#cup-2"), menuItem(product));
    await expect.poll(badge).toBe("✓");
    expect(await productNames(stage.popup)).toEqual([
      "Espresso in a red-brown cup on its saucer with a spoon, on a wooden table",
      "Merah cups",
    ]);
  });

  it("refuses a fifth product with a sentence", async () => {
    await page.goto(closedShopUrl());
    for (const count of [3, 4]) {
      await desktop!.rightClick(page, page.locator(`#cup-${count}`), menuItem(product));
      await stage.popup.getByRole("button", { name: `Remove product reference ${count}` }).waitFor();
    }
    await clearBadge();
    await desktop!.rightClick(page, page.locator("#cup-5"), menuItem(product));
    await expect.poll(badge).toBe("!");
    await stage.popup
      .getByText(/four product places/i)
      .first()
      .waitFor();
  });
});
