import { readFile } from "node:fs/promises";
import { answer, type Exchange } from "./exchange.ts";

const types: Record<string, string> = { html: "text/html; charset=utf-8", css: "text/css; charset=utf-8" };

/** The files of the shop by their path under /shop/; nothing else on the disk can be asked for. */
const files: Record<string, URL | undefined> = {
  "index.html": new URL("./shop/index.html", import.meta.url),
  "style.css": new URL("./shop/style.css", import.meta.url),
  "photos/face.jpg": new URL("../tests/photos/face.jpg", import.meta.url),
  "photos/product.jpg": new URL("../tests/photos/product.jpg", import.meta.url),
  "photos/background.jpg": new URL("../tests/photos/background.jpg", import.meta.url),
};

/** Serves the sample shop: a page with one picture for each role. */
export async function serveShop(exchange: Exchange, segments: string[]): Promise<void> {
  const { pathname } = exchange.target;
  if (pathname === "/shop") return answer(exchange, 302, null, { location: "/shop/" });
  const name = segments.join("/") || "index.html";
  const file = Object.hasOwn(files, name) ? files[name] : undefined;
  if (!file) return answer(exchange, 404, "Not found");
  const type = types[name.slice(name.lastIndexOf(".") + 1)] ?? "image/jpeg";
  answer(exchange, 200, await readFile(file), { "content-type": type });
}
