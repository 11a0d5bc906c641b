import { parseArgs } from "node:util";
import { createSandbox } from "./server.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "8642" } } });
const sandbox = await createSandbox({ port: Number(values.port) });

console.log(`Refshot sandbox: a local stand-in for fal.ai. It is no model: it paints pictures with sharp.
  Proxy URL for Refshot's settings: ${sandbox.proxyUrl}
  Sample shop:                      ${sandbox.url}/shop/
  What it has charged:              ${sandbox.url}/ledger.json
Stop it with Ctrl+C.`);

process.once("SIGINT", () => void sandbox.close());
process.once("SIGTERM", () => void sandbox.close());
