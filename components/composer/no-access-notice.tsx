import { KeyRound } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { openOptions } from "../../lib/browser/open-options";
import { useHasAccess } from "../hooks/use-setting";
import { Button } from "../ui/button";

/** Says calmly that fal cannot be reached yet, and leads to where that is changed. */
export function NoAccessNotice() {
  if (useHasAccess() !== false) return null;
  return (
    <aside className="flex flex-wrap items-center gap-3 rounded-card border border-line bg-raised py-2 pr-2 pl-3">
      <KeyRound size={16} aria-hidden="true" className="shrink-0 text-ink-soft" />
      <p className="min-w-0 flex-1 basis-32">{text("noAccessNotice")}</p>
      <Button size="small" onClick={openOptions}>
        {text("openOptions")}
      </Button>
    </aside>
  );
}
