import { browser } from "wxt/browser";
import { text } from "./i18n";

/** How long (ms) a good word stays on the toolbar. Under the worker's idle limit of 30 s. */
const shownFor = 4_000;

const looks = {
  working: { mark: "…", colour: "#5b6472" },
  worked: { mark: "✓", colour: "#1a7f4b" },
  failed: { mark: "!", colour: "#c4320a" },
} as const;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows on the toolbar how a capture stands; `sentence` is what the pointer finds there. */
export async function showBadge(state: keyof typeof looks, sentence: string): Promise<void> {
  const { mark, colour } = looks[state];
  // The word before this one may no longer take it away.
  clearTimeout(timer);
  const { action } = browser;
  const shown = Promise.all([
    action.setBadgeBackgroundColor({ color: colour }),
    action.setBadgeTextColor?.({ color: "#ffffff" }),
    action.setBadgeText({ text: mark }),
    action.setTitle({ title: sentence }),
  ]);
  // A failure stays until the popup has shown it.
  if (state === "worked") timer = setTimeout(() => void takeAway(mark), shownFor);
  await shown;
}

async function takeAway(mark: string): Promise<void> {
  if ((await browser.action.getBadgeText({})) === mark) await clearBadge();
}

/** Takes away whatever the toolbar says. */
export async function clearBadge(): Promise<void> {
  await browser.action.setBadgeText({ text: "" });
  await browser.action.setTitle({ title: text("extensionName") });
}
