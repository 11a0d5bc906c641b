import { browser } from "wxt/browser";
import type { Reach } from "../page/protocol";

/** A document in a tab, by the browser's numbers, and the ticket of the capture that asks there. */
export interface Place {
  tabId: number;
  frameId: number;
  ticket: string;
}

/**
 * Puts our script into a document, which `activeTab` allows after the user's click. False where no script may
 * run: a page of the browser or its store, a frame of another site, a tab that is gone.
 */
export async function openReach(
  { tabId, frameId }: Place,
  script: "page-reach" | "picker",
): Promise<boolean> {
  try {
    const target = { tabId, frameIds: [frameId] };
    await browser.scripting.executeScript({ target, files: [`/${script}.js`] });
    return true;
  } catch {
    return false;
  }
}

/** Asks our script in a document; undefined when it is not there any more. What it answers must be parsed. */
export async function askPage<Name extends keyof Reach>(
  { tabId, frameId, ticket }: Place,
  name: Name,
  ...args: Parameters<Reach[Name]>
): Promise<unknown> {
  try {
    const [answer] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func: callReach,
      args: [ticket, name, args],
    });
    return answer?.result ?? undefined;
  } catch {
    return undefined;
  }
}

/** Runs in the page's isolated world: nothing from outside this function exists there. */
function callReach(ticket: string, name: keyof Reach, args: unknown[]): unknown {
  const ask = globalThis.refshotReach?.(ticket)[name] as ((...args: unknown[]) => unknown) | undefined;
  return ask?.(...args);
}
