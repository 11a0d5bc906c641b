import { browser } from "wxt/browser";
import { text } from "../../lib/browser/i18n";
import { sitePattern } from "../../lib/browser/site-access";
import type { Reference } from "../../lib/domain/reference";
import { originalOf } from "../../lib/domain/reference-quality";
import { toFailure } from "../../lib/failure/failure";
import { sendCommand } from "../../lib/messaging/send-command";
import { useReportFailure } from "../status/report-failure";
import { Button } from "../ui/button";

/** Beside a crop of the screen: asks for the one site that has its original. Nothing where there is none. */
export function OriginalButton({ reference }: { reference: Reference }) {
  const report = useReportFailure();
  const original = originalOf(reference.receipt);
  const pattern = original && sitePattern(original);
  if (!pattern) return null;
  // No await before the request: the browser wants it in the click itself. Its dialog may close the popup;
  // the background hears of the permission by itself.
  const allow = () =>
    browser.permissions.request({ origins: [pattern] }).then(
      async (granted) => granted && report(await sendCommand("upgrade", {})),
      (error) => report(toFailure(error)),
    );
  return (
    <Button size="small" onClick={allow} className="h-auto! text-left whitespace-normal!">
      {text("getOriginal", new URL(original).hostname)}
    </Button>
  );
}
