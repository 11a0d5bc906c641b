import { browser } from "wxt/browser";
import type { PageAgent } from "../page/protocol";

/** A document in a tab, by the browser's numbers, and the captureId of the capture that asks there. */
export interface FrameTarget {
  tabId: number;
  frameId: number;
  captureId: string;
}

/**
 * Puts our script into a document, which `activeTab` allows after the user's click. False where no script may
 * run: a page of the browser or its store, a frame of another site, a tab that is gone.
 */
export async function injectAgent(
  { tabId, frameId }: FrameTarget,
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
export async function callAgent<Name extends keyof PageAgent>(
  { tabId, frameId, captureId }: FrameTarget,
  name: Name,
  ...args: Parameters<PageAgent[Name]>
): Promise<unknown> {
  try {
    const [answer] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func: callInPage,
      args: [captureId, name, args],
    });
    return answer?.result ?? undefined;
  } catch {
    return undefined;
  }
}

/** Runs in the page's isolated world: nothing from outside this function exists there. */
function callInPage(captureId: string, name: keyof PageAgent, args: unknown[]): unknown {
  const ask = globalThis.refshotAgent?.(captureId)[name] as ((...args: unknown[]) => unknown) | undefined;
  return ask?.(...args);
}
