import { browser } from "wxt/browser";
import { FailureError } from "../failure/failure";
import type { Picker } from "../page/picker-protocol";
import type { PageAgent } from "../page/protocol";

/** A document in a tab, by the browser's numbers, and the captureId of the capture that asks there. */
export interface FrameTarget {
  tabId: number;
  frameId: number;
  captureId: string;
}

/** A page that is busy with itself is waited for this long (ms), and this long where it must fetch or draw. */
const shortWait = 10_000;
const longWait = 25_000;
const slow: ReadonlySet<keyof PageAgent> = new Set(["fetch", "draw", "rasterise"]);

/** The menu's click can be here a moment before the right that it brings: then it is tried again (ms). */
const retryPauses = [100, 200, 300];

/**
 * Puts our script into a document, which `activeTab` allows after the user's click; also while that is still
 * loading. False where no script may run: a page of the browser or its store, a frame of another site, a tab
 * that is gone; and where the page does not come to rest.
 */
export async function injectAgent(
  { tabId, frameId }: FrameTarget,
  script: "page-reach" | "picker",
): Promise<boolean> {
  const target = { tabId, frameIds: [frameId] };
  for (const pause of [...retryPauses, undefined])
    try {
      const run = browser.scripting.executeScript({
        ...{ target, files: [`/${script}.js`], injectImmediately: true },
      });
      return (await within(shortWait, run)) !== undefined;
    } catch (error) {
      if (pause === undefined || !mayComeTrue(error)) return false;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  return false;
}

/** "Cannot access contents of the page. Extension manifest must request permission to access the respective host." */
function mayComeTrue(error: unknown): boolean {
  return error instanceof Error && /cannot access contents|missing host permission/i.test(error.message);
}

/** Asks our script in a document; undefined when it is not there any more. What it answers must be parsed. */
export async function callAgent<Name extends keyof PageAgent>(
  { tabId, frameId, captureId }: FrameTarget,
  name: Name,
  ...args: Parameters<PageAgent[Name]>
): Promise<unknown> {
  try {
    const asked = browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      injectImmediately: true,
      func: callInPage,
      // What is undefined does not reach a page.
      args: [captureId, name, args.map((arg) => arg ?? null)],
    });
    const [answer] = (await within(slow.has(name) ? longWait : shortWait, asked)) ?? [];
    return answer?.result ?? undefined;
  } catch {
    return undefined;
  }
}

/** Runs in the page's isolated world: nothing from outside this function exists there. */
function callInPage(captureId: string, name: keyof PageAgent, args: unknown[]): unknown {
  // An element of the page with this id is not our script.
  if (!Object.hasOwn(globalThis, "refshotAgent")) return undefined;
  const ask = globalThis.refshotAgent?.(captureId)[name] as ((...args: unknown[]) => unknown) | undefined;
  return ask?.(...args.map((arg) => arg ?? undefined));
}

/** What a part of the picker takes. */
export type PickerArgs<Name extends keyof Picker> = Picker[Name] extends (...args: infer Args) => unknown
  ? Args
  : [];

/**
 * Asks the picker in a tab, for as long as it takes; undefined when the page has gone away, and taken it along.
 * Throws `page_closed_to_scripts` where it could not open. What it answers must be parsed.
 */
export async function askPicker<Name extends keyof Picker>(
  { tabId, frameId }: Omit<FrameTarget, "captureId">,
  name: Name,
  ...args: PickerArgs<Name>
): Promise<unknown> {
  const asked = browser.scripting.executeScript({
    target: { tabId, frameIds: [frameId] },
    injectImmediately: true,
    func: askInPage,
    args: [name, args],
  });
  const [answer] = await asked.catch(() => [] as { result?: unknown }[]);
  if (answer?.result === "closed") throw new FailureError("page_closed_to_scripts");
  return answer?.result ?? undefined;
}

/** Runs in the page's isolated world. */
function askInPage(name: keyof Picker, args: unknown[]): unknown {
  // An element of the page with this id is not our picker.
  const picker = Object.hasOwn(globalThis, "refshotPicker") ? globalThis.refshotPicker : undefined;
  if (!picker) return "closed";
  const part: unknown = picker[name];
  return typeof part === "function" ? part(...args) : part;
}

/** A frame of a tab: `0,2` is top[0][2]. One in a shadow tree has no number in its window: there stands -1. */
export interface FramePath {
  path: string;
  frameId: number;
}

/** The frames of a tab, as far as scripts may run in them. */
export async function readFrames(tabId: number): Promise<FramePath[]> {
  const asked = browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    injectImmediately: true,
    func: pathInPage,
  });
  const answers = (await within(shortWait, asked).catch(() => undefined)) ?? [];
  return answers.map(({ frameId, result }) => ({ path: String(result), frameId }));
}

function pathInPage(): string {
  const path: number[] = [];
  for (let view: Window = window; view.parent !== view; view = view.parent) {
    let index = 0;
    while (index < view.parent.length && view.parent[index] !== view) index++;
    path.unshift(index < view.parent.length ? index : -1);
  }
  return path.join(",");
}

/** What `work` gives, or undefined when that takes longer (ms). */
export async function within<T>(limit: number, work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, limit, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
