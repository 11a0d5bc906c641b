import { Pin, Puzzle, Settings } from "lucide-react";
import { useEffect, useState } from "react";
import { browser } from "wxt/browser";
import { text } from "../../lib/browser/i18n";
import { Logo } from "../ui/logo";

const isFirefox = "sidebarAction" in browser;

/** Whether the icon is in sight: the browser hides it behind a puzzle piece. Undefined until it is known. */
export function useIsPinned(): boolean | undefined {
  const [isPinned, setPinned] = useState<boolean>();
  useEffect(() => {
    const look = () =>
      browser.action.getUserSettings().then(
        ({ isOnToolbar }) => setPinned(isOnToolbar ?? true),
        () => setPinned(true),
      );
    void look();
    // Pinned in the toolbar, back in the page.
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, []);
  return isPinned;
}

/** How to keep the icon in sight. */
export function PinHint() {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-control bg-sunken px-3 py-2.5">
      <div aria-hidden="true" className="flex items-center gap-1.5 text-ink-soft tight:hidden">
        <span className="flex size-8 items-center justify-center rounded-full bg-hover text-ink">
          <Puzzle size={18} />
        </span>
        →
        <span className="flex h-8 items-center gap-2 rounded-control border border-line bg-raised px-2 text-12 font-semibold text-ink shadow-float">
          <Logo size={16} />
          {text("extensionName")}
          {isFirefox ? <Settings size={14} /> : <Pin size={14} />}
        </span>
      </div>
      <p className="min-w-0 flex-1 basis-52 tight:basis-full">
        {text(isFirefox ? "pinHintFirefox" : "pinHint")}
      </p>
    </div>
  );
}
