import { History, Settings } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { openOptions } from "../../lib/browser/open-options";
import { useSidePanel } from "../hooks/use-side-panel";
import { OpenShootButton } from "../shoot/open-shoot-button";
import { Button, IconButton } from "../ui/button";
import { Logo } from "../ui/logo";
import { PickButton } from "./pick-button";

/** The popup's first line: the name, and the ways to the other pages. */
export function PopupHeader() {
  const openSidePanel = useSidePanel();
  return (
    <header className="-mr-1.5 flex items-center gap-1 max-[359px]:gap-0">
      <Logo size={22} />
      <h1 className="ml-1 flex-1 text-15 font-semibold tracking-tight">{text("extensionName")}</h1>
      <PickButton />
      <OpenShootButton />
      <Button
        variant="quiet"
        size="small"
        onClick={() => void openSidePanel()}
        className="text-ink-soft hover:text-ink"
      >
        <History size={16} aria-hidden="true" className="max-[339px]:hidden" />
        {text("history")}
      </Button>
      <IconButton icon={Settings} name={text("options")} onClick={openOptions} />
    </header>
  );
}
