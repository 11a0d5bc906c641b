import { once } from "node:events";
import { Agent, type IncomingHttpHeaders, request } from "node:http";
import {
  createSecureServer,
  type IncomingHttpHeaders as Http2Headers,
  type ServerHttp2Stream,
} from "node:http2";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import selfsigned from "selfsigned";

/** HTTP/2 before the sandbox, as fal has it, with any delay. */
export interface Front {
  port: number;
  /** From now on every request arrives so much (ms) later. */
  delayBy(ms: number): void;
  close(): void;
}

/** What HTTP/2 has no place for. */
const ofConnection = ["connection", "keep-alive", "transfer-encoding", "upgrade"];

/** Listens for HTTP/2 over TLS, with a certificate of its own making, and hands everything on to `target`. */
export async function openFront(target: string): Promise<Front> {
  const { private: key, cert } = await selfsigned.generate([{ name: "commonName", value: "bench" }], {
    ...{ keyType: "ec", algorithm: "sha256" },
  });
  const agent = new Agent({ keepAlive: true });
  let delay = 0;
  const server = createSecureServer({ key, cert });
  server.on("stream", (stream, headers) => {
    // A client may hang up at any point.
    stream.on("error", () => undefined);
    void (delay > 0 ? sleep(delay) : Promise.resolve()).then(() => handOn(stream, headers, target, agent));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    delayBy(ms) {
      delay = ms;
    },
    close() {
      server.close();
      agent.destroy();
    },
  };
}

function handOn(stream: ServerHttp2Stream, headers: Http2Headers, target: string, agent: Agent): void {
  const { ":method": method, ":path": path, ":authority": host } = headers;
  const own = Object.entries(headers).filter(([name]) => !name.startsWith(":"));
  const address = new URL(path ?? "/", target);
  const upstream = request(address, { method, agent, headers: { ...Object.fromEntries(own), host } });
  upstream.on("error", () => stream.close());
  stream.on("close", () => upstream.destroy());
  upstream.on("response", (answer) => {
    if (stream.destroyed) return;
    stream.respond({ ":status": answer.statusCode, ...withoutConnection(answer.headers) });
    answer.pipe(stream);
  });
  stream.pipe(upstream);
}

const withoutConnection = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.includes(name)));
