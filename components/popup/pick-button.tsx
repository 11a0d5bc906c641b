import { MousePointerClick } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import type { Failure } from "../../lib/failure/failure";
import { sendCommand } from "../../lib/messaging/send-command";
import { IconButton } from "../ui/button";

/** Lets the user choose a picture on the page behind the popup, which makes way for it. */
export function PickButton({ report }: { report: (failure: Failure | undefined) => void }) {
  const pick = async () => {
    const failure = await sendCommand("pick", {});
    if (failure) report(failure);
    else window.close();
  };
  return <IconButton icon={MousePointerClick} name={text("pickOnPage")} onClick={pick} />;
}
