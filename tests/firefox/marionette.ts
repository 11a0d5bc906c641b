import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Firefox's own remote protocol: no package is needed for it, and it reaches the browser's own surface too. */
export interface Marionette {
  /** Sends one command. Throws Firefox's own message. */
  send<T = unknown>(command: string, parameters?: Record<string, unknown>): Promise<T>;
  close(): void;
}

type Packet = [kind: 1, id: number, error: { error: string; message: string } | null, result: unknown];

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Opens a session on Firefox's Marionette port; certificates of anybody's making are accepted in it. */
export async function openMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const waiting = new Map<number, Waiting>();
  const greeted = Promise.withResolvers<void>();
  readPackets(socket, (packet) => {
    if (!Array.isArray(packet)) return greeted.resolve();
    const [, id, error, result] = packet as Packet;
    const { resolve, reject } = waiting.get(id)!;
    waiting.delete(id);
    if (error) reject(new Error(`${error.error}: ${error.message}`));
    else resolve(result);
  });
  // A browser that was killed answers no more.
  socket.on("error", () => {});
  socket.on("close", () => {
    for (const { reject } of waiting.values()) reject(new Error("Firefox is gone"));
  });
  await greeted.promise;
  let lastId = 0;
  const marionette: Marionette = {
    send(command, parameters = {}) {
      const id = ++lastId;
      const packet = JSON.stringify([0, id, command, parameters]);
      socket.write(`${Buffer.byteLength(packet)}:${packet}`);
      return new Promise<never>((resolve, reject) => waiting.set(id, { resolve, reject } as Waiting));
    },
    close: () => socket.destroy(),
  };
  await marionette.send("WebDriver:NewSession", { acceptInsecureCerts: true });
  // A script ends by its own limit, and says what it waited for.
  await marionette.send("WebDriver:SetTimeouts", { script: 120_000 });
  return marionette;
}

/** A packet is its length in bytes, a colon, and JSON. */
function readPackets(socket: Socket, take: (packet: unknown) => void): void {
  let rest = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const colon = rest.indexOf(":");
      const end = colon + 1 + Number(rest.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || rest.length < end) return;
      take(JSON.parse(rest.subarray(colon + 1, end).toString()));
      rest = rest.subarray(end);
    }
  });
}
