import { browser } from "wxt/browser";

/** The rules that are in use: this worker's. */
const inUse = new Set<number>();

/** A redirect leads to another host at most so often. */
const mostHosts = 4;

/**
 * Does `read` while requests of the extension itself to exactly `url` look like those of an `<img>` in the page:
 * its origin as referrer, a picture as purpose. For hosts that refuse strangers; works only for a site that the
 * user has allowed. (The way of save-in.) `read` tells which address answered in the end: when that is another
 * one, behind a redirect, its host is told the same, once more.
 */
export async function withReferer<T>(
  url: string,
  pageUrl: string,
  read: (onAnswer: (url: string) => void) => Promise<T>,
): Promise<T> {
  const hosts: string[] = [];
  for (;;) {
    let answered = url;
    try {
      return await underRules(url, hosts, pageUrl, () => read((by) => (answered = by)));
    } catch (error) {
      const host = URL.parse(answered)?.hostname;
      if (answered === url || !host || hosts.includes(host) || hosts.length >= mostHosts) throw error;
      hosts.push(host);
    }
  }
}

async function underRules<T>(
  url: string,
  hosts: string[],
  pageUrl: string,
  work: () => Promise<T>,
): Promise<T> {
  // Random, so that two captures at a time do not take each other's rules.
  const id = 1 + Math.floor(Math.random() * 1_000_000_000);
  const exact = { urlFilter: `|${withoutHash(url)}|`, isUrlFilterCaseSensitive: true };
  const rules = [exact, ...(hosts.length > 0 ? [{ requestDomains: hosts }] : [])].map((where, i) => ({
    id: id + i,
    action: { type: "modifyHeaders" as const, requestHeaders: headersFor(pageUrl) },
    condition: {
      ...where,
      initiatorDomains: [new URL(browser.runtime.getURL("/")).hostname],
      resourceTypes: ["xmlhttprequest" as const],
    },
  }));
  const ids = rules.map((rule) => rule.id);
  for (const one of ids) inUse.add(one);
  try {
    await browser.declarativeNetRequest.updateSessionRules({ addRules: rules });
    return await work();
  } finally {
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: ids });
    for (const one of ids) inUse.delete(one);
  }
}

function headersFor(pageUrl: string) {
  const headers = {
    referer: `${new URL(pageUrl).origin}/`,
    "sec-fetch-dest": "image",
    "sec-fetch-mode": "no-cors",
  };
  return Object.entries(headers).map(([header, value]) => ({ header, operation: "set" as const, value }));
}

/** Takes away rules that another worker left behind when it was stopped in the middle. Called at every start. */
export async function sweepReferers(): Promise<void> {
  const rules = await browser.declarativeNetRequest.getSessionRules();
  const left = rules.map(({ id }) => id).filter((id) => !inUse.has(id));
  if (left.length > 0) await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: left });
}

function withoutHash(url: string): string {
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
}
