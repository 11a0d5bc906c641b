import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../e2e/stage.ts";
import { pngBomb } from "./bombs.ts";
import { outcome } from "./real-tab.ts";

const publicPage = "https://shop.example/cups";

describe("Fetching", () => {
  let stage: Stage;
  let server: Server;
  let asked: string[] = [];
  let cup: Buffer;
  const port = () => (server.address() as AddressInfo).port;

  beforeAll(async () => {
    cup = await sharp({ create: { width: 600, height: 400, channels: 3, background: "#a52" } })
      .jpeg()
      .toBuffer();
    const answers: Record<string, Buffer | string> = {
      "/bomb": pngBomb(20_000),
      "/truncated": cup.subarray(0, 300),
      "/html": "<!doctype html><title>Log in</title>",
      "/empty": "",
      // A picture that is also a page: the picture is all that is used of it.
      "/polyglot": Buffer.concat([cup, Buffer.from("<script>window.__refshotHit=1</script>")]),
    };
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.setHeader("access-control-allow-origin", "*");
      if (request.url === "/endless") {
        response.writeHead(200, { "content-type": "image/jpeg" });
        response.write(cup);
        const block = Buffer.alloc(1024 * 1024);
        const pour = () => !response.destroyed && response.write(block, pour);
        return void pour();
      }
      if (request.url === "/to-loopback")
        return void response.writeHead(302, { location: `http://127.0.0.1:${port()}/private` }).end();
      const body = answers[request.url ?? ""];
      response
        .writeHead(body === undefined ? 404 : 200, {
          "content-type": "image/jpeg",
        })
        .end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // The public shop's pictures are on this same machine, behind a public name.
    const args = [`--host-resolver-rules=MAP cdn.example:80 127.0.0.1:${port()}`];
    stage = await openStage({ browser: { args } });
  });
  afterAll(async () => {
    await stage?.close();
    server?.closeAllConnections();
    server?.close();
  });

  /** What became of a right-click's event: the failure's code, or `set`. */
  async function capture(srcUrl: string, pageUrl = publicPage): Promise<string> {
    asked = [];
    await stage.browser.worker.evaluate(async () => {
      await chrome.action.setBadgeText({ text: "" });
      await chrome.storage.local.remove("notice");
    });
    await stage.browser.worker.evaluate(
      ({ srcUrl, pageUrl }) => {
        const onClicked = chrome.contextMenus.onClicked as unknown as { dispatch(...args: unknown[]): void };
        onClicked.dispatch({ menuItemId: "face", srcUrl, pageUrl, frameId: 0, editable: false }, undefined);
      },
      { srcUrl, pageUrl },
    );
    return outcome(stage.browser.worker);
  }

  it.each([
    "http://127.0.0.1:PORT/x",
    "http://localhost:PORT/x",
    "http://2130706433:PORT/x",
    "http://0x7f.1:PORT/x",
    "http://0177.0.0.1:PORT/x",
    "http://127.1:PORT/x",
    "http://[::1]:PORT/x",
    "http://[::ffff:127.0.0.1]:PORT/x",
    "http://0.0.0.0:PORT/x",
    "http://10.0.0.1/x",
    "http://192.168.1.1/x",
    "http://169.254.169.254/latest/meta-data",
    "http://router/x",
    "http://printer.local/x",
    "http://user:pass@cdn.example/x",
  ])("18 a public page cannot have this fetched: %s", async (address) => {
    expect(await capture(address.replace("PORT", String(port())))).toBe("capture_address_refused");
    expect(asked).toEqual([]);
  });

  it("18 nor by a redirect, while a page on that host can show its own", async () => {
    // Without the user's permission a redirect is not even followed; nothing of the private end is used.
    expect(await capture("http://cdn.example/to-loopback")).not.toBe("set");
    const own = `http://127.0.0.1:${port()}`;
    expect(await capture(`${own}/polyglot`, `${own}/`)).toBe("set");
  });

  it.each([
    "javascript:fetch('http://cdn.example/ran')",
    "ftp://cdn.example/x.jpg",
    "chrome://version/x.jpg",
    "view-source:http://cdn.example/polyglot",
    "filesystem:http://cdn.example/x.jpg",
    "about:blank",
    "wss://cdn.example/x.jpg",
    "mailto:x@cdn.example",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop/x.jpg",
    "not an address",
  ])("19 only http, https, data, blob, and file where the browser allows it: %s", async (address) => {
    expect(await capture(address)).toBe("capture_address_refused");
    expect(asked).toEqual([]);
  });

  it("19 a file of this computer is not read for a public page, even where the browser would allow it", async () => {
    // An unpacked extension has this switch on; incognito.test.ts has it off, as every user has.
    expect(await stage.popup.evaluate(() => chrome.extension.isAllowedFileSchemeAccess())).toBe(true);
    expect(await capture(new URL("../photos/face.jpg", import.meta.url).href)).not.toBe("set");
  });

  it("20 bytes are counted while they come: an endless stream ends", async () => {
    expect(await capture("http://cdn.example/endless")).toBe("capture_too_large");
  });

  it.each([
    { path: "/bomb", expected: "capture_too_large" },
    { path: "/truncated", expected: /capture_(not_picture|undecodable)/ },
    { path: "/html", expected: "capture_not_picture" },
    { path: "/empty", expected: "capture_empty" },
    { path: "/polyglot", expected: "set" },
  ])("21 bombs, polyglots, truncated and wrong-type files: $path", async ({ path, expected }) => {
    expect(await capture(`http://cdn.example${path}`)).toMatch(expected);
    expect(await stage.popup.evaluate(() => "__refshotHit" in window)).toBe(false);
  });
});
