import { MousePointerClick } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { sendCommand } from "../../lib/messaging/send-command";
import { useReportFailure } from "../status/report-failure";
import { IconButton } from "../ui/button";

/** Lets the user choose a picture on the page behind the popup, which makes way for it. */
export function PickButton() {
  const report = useReportFailure();
  const pick = async () => {
    const failure = await sendCommand("pick", {});
    if (failure) report(failure);
    else window.close();
  };
  return <IconButton icon={MousePointerClick} name={text("pickOnPage")} onClick={pick} />;
}
