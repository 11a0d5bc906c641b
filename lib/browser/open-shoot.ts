import { browser } from "wxt/browser";

/**
 * Shows the page of shoots, at one of them if that is said: the tab that has it already comes to the front, else a
 * new one is opened.
 */
export async function openShoot(id?: string): Promise<void> {
  const page = browser.runtime.getURL("/shoot.html");
  const url = id ? `${page}#${id}` : page;
  const open = await findTab(page);
  if (!open) return void (await browser.tabs.create({ url }));
  await browser.tabs.update(open.tabId, { active: true, ...(id && { url }) });
  await browser.windows.update(open.windowId, { focused: true });
}

/** Our own tabs are told without the permission to see the user's. */
async function findTab(page: string) {
  const contexts = (await browser.runtime.getContexts?.({ contextTypes: ["TAB"] })) ?? [];
  const { inIncognitoContext } = browser.extension;
  return contexts.find(
    ({ documentUrl, incognito }) => documentUrl?.startsWith(page) && incognito === inIncognitoContext,
  );
}
