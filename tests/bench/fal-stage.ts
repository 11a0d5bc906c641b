import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page, Worker } from "playwright-core";
import { builtExtension, type ExtensionBrowser, launchWithExtension } from "../../sandbox/browser.ts";
import { createSandbox, type Sandbox } from "../../sandbox/server.ts";
import { buildBare, extensionId } from "./bare/build.ts";
import type { Order } from "./bare/calls.ts";
import type { Bare } from "./bare/worker.ts";
import { type Front, openFront } from "./front.ts";
import { installProbe, untilPassed } from "./probe.ts";

/** Both extensions in one browser, and fal behind its own host names, over HTTP/2. */
export interface FalStage {
  sandbox: Sandbox;
  front: Front;
  browser: ExtensionBrowser;
  /** The workers of Refshot and of the bare scripts. */
  ours: Worker;
  bare: Worker;
  popup: Page;
  /** The bare scripts' page with a button. */
  press: Page;
  close(): Promise<void>;
}

/** What fal takes for a picture; nothing is painted: that would be this computer's time. */
const pace = { queueMs: 30, runMs: 900, concurrency: 8, paints: false };

/** Opens both with a key, and a face in the tray. */
export async function openFalStage(face: Buffer, args: string[] = []): Promise<FalStage> {
  const sandbox = await createSandbox({ ...pace, flux11: "offered" });
  const front = await openFront(sandbox.url);
  const folder = await mkdtemp(join(tmpdir(), "refshot-bare-"));
  const bareFolder = await buildBare(folder);
  const browser = await launchWithExtension({
    extension: `${builtExtension},${bareFolder}`,
    args: [...falAt(front.port), ...args],
  });
  const id = extensionId(builtExtension);
  const [ours, bare] = [await workerOf(browser, id), await workerOf(browser, extensionId(bareFolder))];
  const popup = await browser.context.newPage();
  await popup.goto(`chrome-extension://${id}/popup.html`);
  await popup.evaluate(
    (falKey) => chrome.storage.local.set({ falKey, settingsVersion: 1 }),
    "sandbox-key-id:sandbox-key-secret",
  );
  await popup.reload();
  const press = await browser.context.newPage();
  await press.goto(`chrome-extension://${extensionId(bareFolder)}/press.html`);
  await installProbe(ours);
  await chooseFace(popup, face);
  return {
    ...{ sandbox, front, browser, ours, bare, popup, press },
    async close() {
      await browser.close();
      front.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const falAt = (port: number) => {
  const hosts = ["queue.fal.run", "api.fal.ai", "*.fal.media"];
  const rules = hosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`);
  return [`--host-resolver-rules=${rules.join(", ")}`, "--ignore-certificate-errors"];
};

/** The worker of the extension with this id. */
export async function workerOf({ context }: ExtensionBrowser, id: string): Promise<Worker> {
  const find = () => context.serviceWorkers().find((worker) => new URL(worker.url()).host === id);
  for (;;) {
    const worker = find();
    if (worker) return worker;
    await context.waitForEvent("serviceworker", { predicate: () => find() !== undefined });
  }
}

async function chooseFace(popup: Page, face: Buffer): Promise<void> {
  const slot = popup.getByRole("group", { name: "Face", exact: true });
  const file = { name: "face.jpg", mimeType: "image/jpeg", buffer: face };
  await slot.locator("input[type=file]").first().setInputFiles(file);
  await slot.getByRole("img").first().waitFor();
}

/** One press of Generate: when it was pressed, and when each picture was stored (ms since 1970). */
export async function pressGenerate(
  { popup, ours }: FalStage,
  prompt: string,
  images = 1,
): Promise<{ pressedAt: number; storedAt: number[] }> {
  await popup.bringToFront();
  await popup.getByRole("textbox", { name: "Prompt" }).fill(prompt);
  await popup.getByRole("spinbutton", { name: "Images" }).fill(String(images));
  await popup.evaluate(notePress);
  const since = Date.now();
  await popup.getByRole("button", { name: "Generate", exact: true }).click();
  const storedAt = await untilPassed(ours, "done", since, images);
  const pressedAt = await popup.evaluate(() => (globalThis as { pressedAt?: number }).pressedAt ?? 0);
  return { pressedAt, storedAt };
}

/** The same of the bare scripts' button: what Refshot promises, and nothing drawn. Needs a tray (`setTray`). */
export async function pressBare(
  { press }: FalStage,
  images = 1,
): Promise<{ pressedAt: number; storedAt: number[] }> {
  await press.bringToFront();
  await press.getByRole("spinbutton").fill(String(images));
  await press.evaluate(notePress);
  await press.getByRole("button").click();
  return press.evaluate(async () => {
    const { pressedAt = 0, answered } = globalThis as { pressedAt?: number; answered?: Promise<number[]> };
    return { pressedAt, storedAt: (await answered) ?? [] };
  });
}

/** Runs in the page: the time of the next click, before anything of the page hears of it. */
function notePress(): void {
  const note = () => {
    (globalThis as { pressedAt?: number }).pressedAt = Date.now();
  };
  window.addEventListener("click", note, { capture: true, once: true });
}

/** The last submit as an order for the bare scripts: the same endpoint and body. */
export function lastOrder({ sandbox }: FalStage): Order {
  const submit = sandbox.record.findLast(({ route, method }) => route === "submit" && method === "POST");
  if (!submit) throw new Error("nothing was submitted");
  const key = "sandbox-key-id:sandbox-key-secret";
  return { endpoint: submit.endpoint ?? "", body: JSON.stringify(submit.body), key };
}

declare const bare: Bare;

/** How long (ms) the bare scripts take for so many pictures, so many at a time: the last submit over and over. */
export async function timeBare(stage: FalStage, pictures: number, atOnce: number) {
  const orders = Array.from({ length: pictures }, () => lastOrder(stage));
  const times = await stage.bare.evaluate((given) => bare.generateAll(given.orders, given.atOnce), {
    orders,
    atOnce,
  });
  const [stored, sent] = [times.map(({ storedAt }) => storedAt), times.map(({ sentAt }) => sentAt)];
  return Math.max(...stored) - Math.min(...sent);
}

/** When the next submit has come to fal whole (ms since 1970). */
export function nextSubmit({ sandbox }: FalStage): Promise<number> {
  return new Promise((resolve) => {
    const stop = sandbox.watch((moment, { route }) => {
      if (route !== "submit" || moment !== "received") return;
      stop();
      resolve(Date.now());
    });
  });
}
