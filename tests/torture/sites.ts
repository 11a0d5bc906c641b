import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import selfsigned from "selfsigned";
import { plainSvg, svg } from "./pictures.ts";

/**
 * The torture sites' names. `shop` has the pages; `cdn` has no CORS, `open` has; `hotlink` wants the shop as
 * referrer; `dead` never answers; `changing` gives one picture once, then another. A page of the browser's store is one where no script may run.
 */
export const hosts = {
  shop: "http://shop.example",
  cdn: "http://cdn.example",
  open: "http://open.example",
  hotlink: "http://hotlink.example",
  dead: "http://dead.example",
  changing: "http://changing.example",
  store: "https://chromewebstore.google.com",
};

export interface Sites {
  /** Chromium's arguments that lead every name to these servers. */
  args: string[];
  /** `http://127.0.0.1:…`, as a private address. */
  loopback: string;
  /** The pages by their path, on every host. */
  pages: Map<string, string>;
  /** Every request: host and path with query. */
  asked: string[];
  close(): void;
}

export async function openSites(pictures: Record<string, Buffer>): Promise<Sites> {
  const framed = '<body style="margin:0"><img id="it" width="320" height="400" src="/large.jpg">';
  const nest = `<body style="margin:0"><p style="height:40px">Name</p><iframe id="frame" style="border:0;width:320px;height:400px;margin-left:30px" src="/cdn-framed.html"></iframe>`;
  const pages = new Map([
    ["/framed.html", framed],
    ["/cdn-framed.html", framed.replace("/large", `${hosts.cdn}/large`)],
    ["/nest.html", nest],
  ]);
  const asked: string[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.headers.host}${request.url}`);
    serve(request, response, pages, pictures);
  };
  const certificate = await selfsigned.generate([{ name: "commonName", value: "torture" }], {
    keyType: "ec",
  });
  const servers = [
    createServer(listener),
    createTlsServer({ key: certificate.private, cert: certificate.cert }, listener),
  ];
  for (const server of servers) await once(server.listen(0, "127.0.0.1"), "listening");
  const [plain, secure] = servers.map((server) => (server.address() as AddressInfo).port);
  const rules = [
    `MAP *.example:80 127.0.0.1:${plain}`,
    ...["open.example", "chromewebstore.google.com"].map((name) => `MAP ${name}:443 127.0.0.1:${secure}`),
  ];
  return {
    args: [
      `--host-resolver-rules=${rules.join(",")}`,
      "--ignore-certificate-errors",
      "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable",
    ],
    loopback: `http://127.0.0.1:${plain}`,
    pages,
    asked,
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  pages: Map<string, string>,
  pictures: Record<string, Buffer>,
): void {
  const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
  const name = url.pathname.slice(1).replace(/\.\w+$/, "");
  if (url.hostname === "open.example") response.setHeader("access-control-allow-origin", "*");
  const answer = (status: number, type: string, body: string | Buffer = "") =>
    void response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
  const page = pages.get(url.pathname);
  if (page !== undefined) return void answer(200, "text/html; charset=utf-8", page);
  if (url.hostname === "hotlink.example" && !request.headers.referer?.startsWith(hosts.shop))
    return void answer(403, "text/html", "No hotlinks");
  if (url.hostname === "dead.example") return;
  const odd = oddities[url.pathname.split("/")[1] ?? ""];
  if (odd) return void odd({ url, request, response, answer, pictures });
  const picture = pictures[name];
  // Nothing here says what it is: only its bytes do.
  picture ? answer(200, "image/jpeg", picture) : answer(404, "text/html", "<h1>Not found</h1>");
}

interface Asked {
  url: URL;
  request: IncomingMessage;
  response: ServerResponse;
  answer(status: number, type: string, body?: string | Buffer): void;
  pictures: Record<string, Buffer>;
}

const used = new Set<string>();

/** Addresses that behave in a way of their own, by the first part of their path. */
const oddities: Record<string, ((asked: Asked) => void) | undefined> = {
  html: ({ answer }) => answer(200, "image/jpeg", "<!doctype html><title>Please log in</title>"),
  empty: ({ answer }) => answer(200, "image/jpeg"),
  drawing: ({ answer }) => answer(200, "image/svg+xml", svg("http://open.example/beacon")),
  plain: ({ answer }) => answer(200, "image/svg+xml", plainSvg),
  /** 64 MB a second: as fast as it goes, the page that shows it is out of memory before anybody has clicked. */
  endless: ({ response, pictures }) => {
    response.writeHead(200, { "content-type": "image/jpeg" });
    response.write(pictures.large);
    const more = Buffer.alloc(256 * 1024);
    const pouring = setInterval(() => response.writableNeedDrain || response.write(more), 4);
    response.once("close", () => clearInterval(pouring));
  },
  loop: ({ response }) => void response.writeHead(302, { location: "/loop/on" }).end(),
  to: ({ url, response }) =>
    void response.writeHead(302, { location: url.searchParams.get("at") ?? "" }).end(),
  signed: ({ url, answer, pictures }) =>
    url.search === "?w=320&X-Signature=a%2Bb%3D%3D&Expires=9"
      ? answer(200, "image/jpeg", pictures.medium)
      : answer(403, "text/html", "bad signature"),
  members: ({ request, answer, pictures }) =>
    request.headers.cookie?.includes("member=yes")
      ? answer(200, "image/jpeg", pictures.large)
      : answer(403, "text/html", "Please log in"),
  changing: ({ url, answer, pictures }) => {
    answer(200, "image/jpeg", pictures[used.has(url.href) ? "other" : "large"]);
    used.add(url.href);
  },
  once: ({ url, answer, pictures }) => {
    if (used.has(url.href)) return answer(410, "text/html", "gone");
    used.add(url.href);
    answer(200, "image/jpeg", pictures.medium);
  },
  /** The page has it, and whoever asks again waits for ever. */
  held: ({ url, answer, pictures }) => {
    if (!used.has(url.href)) answer(200, "image/jpeg", pictures.large);
    used.add(url.href);
  },
  slow: ({ answer, pictures }) => void setTimeout(() => answer(200, "image/jpeg", pictures.large), 4_000),
  forever: ({ response }) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.write(
      '<body style="margin:0"><img id="it" width="320" height="400" src="/large.jpg"><p>Loading more…',
    );
  },
  substitute: ({ request, answer, pictures }) =>
    answer(200, "image/jpeg", pictures[request.headers.referer?.startsWith(hosts.shop) ? "large" : "other"]),
  missing: ({ answer, pictures }) => answer(404, "image/jpeg", pictures.large),
  accepting: ({ request, answer, pictures }) =>
    request.headers.accept?.startsWith("image/")
      ? answer(200, "image/jpeg", pictures.large)
      : answer(200, "text/html", "<h1>Not acceptable</h1>"),
  destined: ({ request, answer, pictures }) =>
    (request.headers["sec-fetch-dest"] ?? "image") === "image"
      ? answer(200, "image/jpeg", pictures.large)
      : answer(200, "text/html", "<h1>For pages only</h1>"),
  cdn: ({ url, answer, pictures }) =>
    answer(200, "image/jpeg", pictures[/_\d+x/.test(url.pathname) ? "small" : "large"]),
  _next: ({ answer, pictures }) => answer(200, "image/webp", pictures.small),
  "wp-content": ({ url, answer, pictures }) => {
    const scaled = /-\d+x\d+\.jpg$/.test(url.pathname);
    if (url.pathname.includes("gone") && !scaled) return answer(404, "text/html", "gone");
    answer(200, "image/jpeg", pictures[scaled ? "small" : "large"]);
  },
  comma: ({ url, answer, pictures }) =>
    answer(200, "image/jpeg", pictures[url.pathname.includes("w_1600") ? "large" : "small"]),
};
