import { browser } from "wxt/browser";

/**
 * Does `work` while requests of the extension itself to exactly `url` carry the page's origin as referrer, for
 * hosts that refuse strangers. Works only for a site that the user has allowed. (The way of save-in.)
 */
export async function withReferer<T>(url: string, pageUrl: string, work: () => Promise<T>): Promise<T> {
  // Random, so that two captures at a time do not take each other's rule.
  const id = 1 + Math.floor(Math.random() * 1_000_000_000);
  await browser.declarativeNetRequest.updateSessionRules({
    addRules: [
      {
        id,
        action: {
          type: "modifyHeaders",
          requestHeaders: [{ header: "referer", operation: "set", value: `${new URL(pageUrl).origin}/` }],
        },
        condition: {
          urlFilter: `|${withoutHash(url)}|`,
          isUrlFilterCaseSensitive: true,
          initiatorDomains: [new URL(browser.runtime.getURL("/")).hostname],
          resourceTypes: ["xmlhttprequest"],
        },
      },
    ],
  });
  try {
    return await work();
  } finally {
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] });
  }
}

/** Takes away rules that a worker left behind when it was stopped in the middle. Called at every start. */
export async function sweepReferers(): Promise<void> {
  const rules = await browser.declarativeNetRequest.getSessionRules();
  if (rules.length > 0)
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: rules.map(({ id }) => id) });
}

function withoutHash(url: string): string {
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
}
