import { useEffect, useState } from "react";
import { browser } from "wxt/browser";
import { text } from "../../lib/browser/i18n";
import { Button } from "../ui/button";
import { Section } from "./section";

/** What only Firefox has; the types describe Chrome. */
type FirefoxCommands = { openShortcutSettings?: () => Promise<void> };

function changeShortcut(): void {
  const { openShortcutSettings } = browser.commands as FirefoxCommands;
  if (openShortcutSettings) void openShortcutSettings();
  else void browser.tabs.create({ url: "chrome://extensions/shortcuts" });
}

/** The keys of the side panel. None of them does anything while text is being typed. */
const keyList = [
  ["/", "keySearch"],
  ["← → ↑ ↓", "keyMove"],
  ["Enter", "keyOpen"],
  ["F", "keyFavourite"],
  ["Space", "keyChoose"],
  ["Delete", "keyDelete"],
  ["Ctrl+Z", "keyUndo"],
  ["Esc", "keyBack"],
] as const;

/** The keys that open the popup, and where the browser lets the user change them. */
export function ShortcutSection() {
  const [keys, setKeys] = useState<string>();
  useEffect(() => {
    void browser.commands
      .getAll()
      .then((commands) => setKeys(commands.find(({ name }) => name === "_execute_action")?.shortcut ?? ""));
  }, []);
  return (
    <Section title={text("shortcutTitle")}>
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-60 text-ink-soft">
          {keys ? text("shortcutSet", keys) : text("shortcutNone")} {text("shortcutGenerate")}
        </p>
        <Button onClick={changeShortcut}>{text("shortcutChange")}</Button>
      </div>
      <h3 className="text-12 font-semibold">{text("keysTitle")}</h3>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-12">
        {keyList.map(([keys, what]) => (
          <div key={what} className="contents">
            <dt className="font-semibold">{keys}</dt>
            <dd className="text-ink-soft">{text(what)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
