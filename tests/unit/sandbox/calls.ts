import { readFile } from "node:fs/promises";
import type { Sandbox } from "../../../sandbox/server.ts";

/** The key that the sandbox accepts by default. */
export const KEY = "Key sandbox-key-id:sandbox-key-secret";
export const FLUX11 = "fal-ai/flux-1.1/image-to-image";
export const LORA = "fal-ai/flux-lora/image-to-image";
export const FLUX2 = "fal-ai/flux-2/edit";
export const FLUX2_LORA = "fal-ai/flux-2/lora/edit";
/** The numbers that the product always sends. */
export const fixed = { prompt: "a cup on a rock", num_inference_steps: 7, guidance_scale: 3.5 };
/** A sample photo. */
export const photo = (name: "face" | "product" | "background") =>
  readFile(new URL(`../../photos/${name}.jpg`, import.meta.url));
/** A picture's bytes as a data URI. */
export const toDataUri = (bytes: Buffer) => `data:image/jpeg;base64,${bytes.toString("base64")}`;
/** The portrait as a data URI. */
export const face = toDataUri(await photo("face"));

/** The fixed body with the portrait in the field that an endpoint wants. */
export const withImage = (field: "image" | "image_url") => ({ ...fixed, strength: 0.65, [field]: face });

/** The calls of a client of this sandbox. */
export function createCalls(sandbox: Sandbox) {
  /** A call as the extension makes it: by the proxy, or with a key and fal's path on the plain origin. */
  function call(
    via: "proxy" | "direct",
    method: string,
    address: string,
    body?: unknown,
    authorization = KEY,
    more: Record<string, string> = {},
  ) {
    const target = URL.parse(address, "https://queue.fal.run") as URL;
    const headers = { "content-type": "application/json", ...more };
    const init = { method, body: body === undefined ? undefined : JSON.stringify(body) };
    if (via === "direct") {
      const url = sandbox.url + target.pathname + target.search;
      return fetch(url, { ...init, headers: { ...headers, authorization } });
    }
    return fetch(sandbox.proxyUrl, { ...init, headers: { ...headers, "x-fal-target-url": target.href } });
  }

  async function submit(endpoint: string, body: unknown, via: "proxy" | "direct" = "direct") {
    const response = await call(via, "POST", `/${endpoint}`, body);
    if (!response.ok) throw new Error(`submit: ${response.status}`);
    return response.json();
  }

  /** Follows a request to its end by the stream; gives the states seen and the result's answer. */
  async function follow(
    ticket: { status_url: string; response_url: string },
    via: "proxy" | "direct" = "direct",
  ) {
    const stream = await call(via, "GET", `${ticket.status_url}/stream?logs=1`);
    const lines = (await stream.text()).split("\n\n").filter(Boolean);
    const states = lines.map((line) => JSON.parse(line.replace(/^data: /, "")));
    const response = await call(via, "GET", ticket.response_url);
    return { states, status: response.status, result: await response.json() };
  }

  return { call, submit, follow };
}
