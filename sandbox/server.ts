import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import selfsigned from "selfsigned";
import { type BehaviourChanges, changeBehaviour, defaultBehaviour } from "./behaviour.ts";
import { answer, openExchange, type Received } from "./exchange.ts";
import { type LedgerRow, readLedger } from "./ledger.ts";
import { createModel } from "./model.ts";
import type { Painted } from "./paint.ts";
import { proxyPath } from "./proxy.ts";
import { createQueue } from "./queue.ts";
import { route } from "./routes.ts";
import type { Watcher, World } from "./world.ts";

export type { Behaviour } from "./behaviour.ts";
export type { Received } from "./exchange.ts";

/** Where to listen, and how to behave from the start. */
export interface SandboxOptions extends BehaviourChanges {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Also listen for https, with a certificate of our own making. */
  tls?: boolean;
}

/** A running sandbox. */
export interface Sandbox {
  url: string;
  proxyUrl: string;
  tlsPort?: number;
  /** Everything received, in order of arrival. */
  record: Received[];
  /** What was charged so far, in the order in which it ended. */
  ledger(): LedgerRow[];
  behave(changes: BehaviourChanges): void;
  /** Calls `watcher` at every request to fal's routes and at every answer; returns the way to stop. */
  watch(watcher: Watcher): () => void;
  /** Forgets requests, pictures and record, and behaves as at the start. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts a local stand-in for fal. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, tls = false, ...initial } = options;
  const record: Received[] = [];
  const world = createWorld(initial);
  const listener = (secure: boolean) => (req: IncomingMessage, res: ServerResponse) => {
    void receive(req, res, secure, record, world);
  };
  const server = createServer(listener(false));
  const servers = [server];
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  const sandbox: Sandbox = {
    url,
    proxyUrl: url + proxyPath,
    record,
    ledger: () => readLedger(world.queue),
    behave(changes) {
      changeBehaviour(world.behaviour, changes);
      world.queue.startNext();
    },
    watch(watcher) {
      world.watchers.add(watcher);
      return () => world.watchers.delete(watcher);
    },
    reset() {
      world.queue.close();
      record.length = 0;
      Object.assign(world, createWorld(initial));
    },
    async close() {
      world.queue.close();
      await Promise.all(servers.map(stop));
    },
  };
  if (tls) {
    const secureServer = createTlsServer(await makeCertificate(), listener(true));
    servers.push(secureServer);
    sandbox.tlsPort = await listen(secureServer, 0);
  }
  return sandbox;
}

function createWorld(initial: BehaviourChanges): World {
  const behaviour = { ...defaultBehaviour };
  changeBehaviour(behaviour, initial);
  const pictures = new Map<string, Painted>();
  const queue = createQueue(behaviour, createModel(behaviour, pictures));
  return { behaviour, pictures, queue, watchers: new Set() };
}

async function receive(
  req: IncomingMessage,
  res: ServerResponse,
  secure: boolean,
  record: Received[],
  world: World,
) {
  // A client may hang up at any point: that is its business, and no reason to fall.
  req.on("error", () => {});
  res.on("error", () => {});
  const exchange = openExchange(req, res, secure);
  record.push(exchange.entry);
  try {
    await route(exchange, world);
  } catch (error) {
    if (!req.destroyed) answer(exchange, 500, { detail: String(error), error_type: "internal_server_error" });
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.on("clientError", (_error, socket) => socket.destroy());
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function stop(server: Server) {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

async function makeCertificate() {
  const names = ["localhost", "queue.fal.run", "api.fal.ai", "rest.fal.ai", "fal.media", "*.fal.media"];
  const altNames = [
    ...names.map((value) => ({ type: 2 as const, value })),
    { type: 7 as const, ip: "127.0.0.1" },
  ];
  const extensions = [{ name: "subjectAltName" as const, altNames }];
  const attributes = [{ name: "commonName", value: "Refshot sandbox" }];
  const made = await selfsigned.generate(attributes, { keyType: "ec", algorithm: "sha256", extensions });
  return { key: made.private, cert: made.cert };
}
