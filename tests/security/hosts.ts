import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createDoor, type Socket } from "node:net";
import selfsigned from "selfsigned";

/** One request that arrived at a host of ours. */
interface Asked {
  /** With `http:` or `https:`, as the browser knew it. */
  url: string;
  cookie: string | undefined;
  /** How the browser says it is used: `image`, `document`, `empty` for a `fetch`. */
  use: string | undefined;
  origin: string | undefined;
}

type Body = string | Buffer;
/** What an address answers: its type and its bytes, or whatever else is done with the response. */
type Answer = [type: string, body: Body] | ((response: ServerResponse, request: IncomingMessage) => void);

/** Web servers of our own behind any names, with a record of all that was asked of them. */
export interface Hosts {
  /** Chromium's arguments that lead `*.example` here. */
  args: string[];
  /** Takes http and https, whatever the name: Chromium can be told to lead every other name here. */
  port: number;
  asked: Asked[];
  /** By address, without the scheme: `shop.example/cup.jpg`. Anything else is a 404. */
  answers: Record<string, Answer>;
  close(): void;
}

/** Starts them; `names` are more that lead here, at https. */
export async function openHosts(answers: Record<string, Answer> = {}, names: string[] = []): Promise<Hosts> {
  const asked: Asked[] = [];
  const listen = (scheme: string) => (request: IncomingMessage, response: ServerResponse) => {
    const { headers } = request;
    const place = `${headers.host}${request.url}`;
    const use = String(headers["sec-fetch-dest"] ?? "");
    asked.push({ url: `${scheme}://${place}`, cookie: headers.cookie, use, origin: headers.origin });
    response.setHeader("cache-control", "no-store");
    const answer = answers[place];
    if (typeof answer === "function") return answer(response, request);
    const [type, body] = answer ?? ["text/plain", "not found"];
    response.writeHead(answer ? 200 : 404, { "content-type": type }).end(body);
  };
  const made = await selfsigned.generate([{ name: "commonName", value: "hosts" }], { keyType: "ec" });
  const plain = createServer(listen("http"));
  const secure = createTlsServer({ key: made.private, cert: made.cert }, listen("https"));
  const sockets = new Set<Socket>();
  const door = createDoor((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", (first) => {
      socket.pause().unshift(first);
      // A TLS handshake begins with this byte, and no word of HTTP does.
      (first[0] === 0x16 ? secure : plain).emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  });
  await once(door.listen(0, "127.0.0.1"), "listening");
  const { port } = door.address() as AddressInfo;
  const rules = names.map((name) => `,MAP ${name}:443 127.0.0.1:${port}`).join("");
  return {
    args: [
      `--host-resolver-rules=MAP *.example 127.0.0.1:${port}${rules}`,
      "--ignore-certificate-errors",
      "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable",
    ],
    port,
    asked,
    answers,
    close() {
      door.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
