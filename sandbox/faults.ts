import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { answer, type Exchange } from "./exchange.ts";

/** A fault of the network, or of what stands between fal and its client. */
export interface Fault {
  /**
   * `cut`: the connection ends before any header; `reset`: the same with a TCP reset; `cut-body`: in the middle
   * of the body; `stall`: no byte ever; `stall-body`: half a body, then nothing; `drip`: one byte a second;
   * `html`, `empty`, `redirect`: a sign-in page, nothing at all, or a way to another page in the answer's place;
   * `half-json`: an answer that is whole by its length, and JSON that ends in the middle; `huge`: the right answer
   * behind 32 MiB of blanks.
   */
  kind:
    | "cut"
    | "reset"
    | "cut-body"
    | "stall"
    | "stall-body"
    | "drip"
    | "html"
    | "empty"
    | "redirect"
    | "half-json"
    | "huge";
  at: "submit" | "status" | "stream" | "result" | "media" | "pricing" | "history";
  /** Only for requests with this prompt; without it, for all. */
  prompt?: string;
  /** How many answers it spoils before it is over; without it, all. */
  times?: number;
  /** At submit: the fault strikes before fal has the request. Otherwise it is accepted, and the answer spoiled. */
  before?: boolean;
}

/** The fault due at this point for this prompt, if any; counts it. */
export function takeFault(faults: Fault[], at: Fault["at"], prompt: unknown, before = false): Fault | null {
  const due = faults.find(
    (fault) =>
      fault.at === at &&
      (fault.prompt ?? prompt) === prompt &&
      (fault.before ?? false) === before &&
      fault.times !== 0,
  );
  if (due?.times) due.times -= 1;
  return due ?? null;
}

/** Gives an answer as the fault leaves it. */
export function spoil(exchange: Exchange, kind: Fault["kind"], status: number, bytes: Buffer): void {
  const { res, entry } = exchange;
  entry.status = status;
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  if (kind === "cut") res.destroy();
  else if (kind === "reset") res.socket?.resetAndDestroy();
  else if (kind === "html") answer(exchange, 200, signInPage, { "content-type": "text/html" });
  else if (kind === "empty") answer(exchange, 200, null);
  else if (kind === "redirect") answer(exchange, 302, null, { location: `${exchange.origin}/sign-in` });
  else if (kind === "half-json") answer(exchange, status, half, { "content-length": String(half.length) });
  else if (kind === "huge") inflate(exchange, status, bytes);
  else if (kind !== "stall") {
    res.writeHead(status, { "content-type": "application/json", "content-length": String(bytes.length) });
    if (kind === "drip") drip(exchange, bytes);
    else res.write(half, () => kind === "cut-body" && res.destroy());
  }
}

const signInPage = "<!doctype html><title>Sign in</title><h1>Your session has expired</h1>";

const mebibyte = Buffer.alloc(1024 * 1024, " ");

function inflate({ res }: Exchange, status: number, bytes: Buffer): void {
  res.writeHead(status, { "content-type": "application/json" });
  // A client that has seen enough hangs up: that is the right thing to do.
  pipeline(Readable.from([...Array(32).fill(mebibyte), bytes]), res).catch(() => {});
}

function drip({ res }: Exchange, bytes: Buffer): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (res.destroyed || sent >= bytes.length) return clearInterval(timer);
    res.write(bytes.subarray(sent, ++sent));
    if (sent === bytes.length) res.end();
  }, 1000);
  res.on("close", () => clearInterval(timer));
}
