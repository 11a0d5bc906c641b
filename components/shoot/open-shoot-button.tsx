import { LayoutGrid } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { openShoot } from "../../lib/browser/open-shoot";
import { useAttempt } from "../status/report-failure";
import { Button } from "../ui/button";

/** Leads to the page of shoots. Its word goes where there is no room for it. */
export function OpenShootButton() {
  const attempt = useAttempt();
  return (
    <Button
      variant="quiet"
      size="small"
      title={text("shoot")}
      onClick={() => attempt(openShoot())}
      className="text-ink-soft hover:text-ink"
    >
      <LayoutGrid size={16} aria-hidden="true" />
      <span className="max-[419px]:sr-only">{text("shoot")}</span>
    </Button>
  );
}
