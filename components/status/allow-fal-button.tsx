import { findMissingFalHosts, requestFalHosts } from "../../lib/browser/fal-permission";
import { text } from "../../lib/browser/i18n";
import { usePermissions } from "../hooks/use-permissions";
import { Button } from "../ui/button";

/** Asks the browser for what it keeps from Refshot of fal; nothing while it keeps nothing. */
export function AllowFalButton({ tabIndex }: { tabIndex?: 0 | -1 | undefined }) {
  const missing = usePermissions(findMissingFalHosts);
  if (!missing?.length) return null;
  return (
    <Button size="small" tabIndex={tabIndex} onClick={() => void requestFalHosts()}>
      {text("allowFal")}
    </Button>
  );
}
