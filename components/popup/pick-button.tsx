import { MousePointerClick } from "lucide-react";
import type { Failure } from "../../lib/errors";
import { text } from "../../lib/text";
import { IconButton } from "../button";
import { sendCommand } from "../send-command";

/** Lets the user choose a picture on the page behind the popup, which makes way for it. */
export function PickButton({ report }: { report: (failure: Failure | undefined) => void }) {
  const pick = async () => {
    const failure = await sendCommand("pick", {});
    if (failure) report(failure);
    else window.close();
  };
  return <IconButton icon={MousePointerClick} name={text("pickOnPage")} onClick={pick} />;
}
