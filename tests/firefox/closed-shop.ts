import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { photo } from "../e2e/stage.ts";

/** A shop whose pictures only its own pages may read: no answer carries a CORS header. */
export interface ClosedShop {
  url: string;
  close(): void;
}

/** Starts the shop and, at another address, where it keeps one of its pictures. */
export async function openClosedShop(): Promise<ClosedShop> {
  const store = await serve({
    "/face.jpg": ["image/jpeg", readFileSync(photo("face"))],
    "/guarded.jpg": ["image/jpeg", readFileSync(photo("background")), "guarded"],
  });
  const page = `<!doctype html><title>Closed shop</title>
    <style>body { margin: 20px; background: #fff } img { display: block; height: 260px; margin: 8px }</style>
    <p id="empty">Nothing here is for sale.</p>
    <img src="/cup.jpg" alt="Cup"><img src="${addressOf(store)}face.jpg" alt="Elsewhere">
    <img src="${addressOf(store)}guarded.jpg" alt="Guarded">`;
  const shop = await serve({
    "/": ["text/html", page],
    "/cup.jpg": ["image/jpeg", readFileSync(photo("product"))],
  });
  return {
    url: addressOf(shop),
    close() {
      shop.close();
      store.close();
    },
  };
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

type File = [type: string, content: string | Buffer, guarded?: "guarded"];

/** What is guarded is for visitors only: those who name the page that they come from. */
async function serve(files: Record<string, File>): Promise<Server> {
  const server = createServer((request, response) => {
    const [type, content, guarded] = files[request.url ?? ""] ?? ["text/plain", undefined];
    const refused = guarded && !request.headers.referer?.startsWith("http://127.0.0.1:");
    response.writeHead(refused ? 403 : content ? 200 : 404, { "content-type": type });
    response.end(refused ? "" : content);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}
