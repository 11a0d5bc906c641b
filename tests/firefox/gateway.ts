import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:net";

/** Where the names of the internet lead in a test: Firefox asks it for every https address. */
export interface Gateway {
  port: number;
  /** The hosts that were asked for and lead nowhere, in order. */
  turnedAway: string[];
  close(): void;
}

/**
 * Starts an https proxy on this machine that hands every host to the port that `portOf` gives, and refuses
 * where it gives none. A proxy, because a name that resolves to this machine would need port 443 and its rights.
 */
export async function openGateway(portOf: (host: string) => number | undefined): Promise<Gateway> {
  const turnedAway: string[] = [];
  const server = createServer((client) => {
    client.on("error", () => {});
    client.once("data", (request) => {
      const host = /^CONNECT ([^:\s]+):443 /.exec(request.toString())?.[1] ?? "";
      const port = portOf(host);
      if (!port) {
        turnedAway.push(host);
        return client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      }
      const target = connect(port, "127.0.0.1", () => {
        client.write("HTTP/1.1 200 OK\r\n\r\n");
        client.pipe(target).pipe(client);
      });
      target.on("error", () => client.destroy());
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, turnedAway, close: () => void server.close() };
}
