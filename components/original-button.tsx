import { browser } from "wxt/browser";
import { type Failure, failureOf } from "../lib/errors";
import { originalOf } from "../lib/receipt";
import type { Reference } from "../lib/reference";
import { sitePattern } from "../lib/site-access";
import { text } from "../lib/text";
import { Button } from "./button";
import { sendCommand } from "./send-command";

interface OriginalButtonProps {
  reference: Reference;
  report: (failure: Failure | undefined) => void;
}

/** Beside a crop of the screen: asks for the one site that has its original. Nothing where there is none. */
export function OriginalButton({ reference, report }: OriginalButtonProps) {
  const original = originalOf(reference.receipt);
  const pattern = original && sitePattern(original);
  if (!pattern) return null;
  // No await before the request: the browser wants it in the click itself. Its dialog may close the popup;
  // the background hears of the permission by itself.
  const allow = () =>
    browser.permissions.request({ origins: [pattern] }).then(
      async (granted) => granted && report(await sendCommand("upgrade", {})),
      (error) => report(failureOf(error)),
    );
  return (
    <Button size="small" onClick={allow} className="h-auto! text-left whitespace-normal!">
      {text("getOriginal", new URL(original).hostname)}
    </Button>
  );
}
