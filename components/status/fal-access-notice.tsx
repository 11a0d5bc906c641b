import { ShieldAlert } from "lucide-react";
import { findMissingFalHosts } from "../../lib/browser/fal-permission";
import { text } from "../../lib/browser/i18n";
import { usePermissions } from "../hooks/use-permissions";
import { useSetting } from "../hooks/use-setting";
import { AllowFalButton } from "./allow-fal-button";

/** Says that the browser keeps Refshot from fal, to those who go there with their own key. */
export function FalAccessNotice() {
  const missing = usePermissions(findMissingFalHosts);
  const hasKey = useSetting("falKey").value !== undefined;
  const hasProxy = useSetting("proxyUrl").value !== undefined;
  if (!missing?.length || !hasKey || hasProxy) return null;
  const hosts = missing.map((pattern) => pattern.split("/")[2]).join(", ");
  return (
    <aside className="flex flex-wrap items-center gap-3 rounded-card border border-line bg-raised py-2 pr-2 pl-3">
      <ShieldAlert size={16} aria-hidden="true" className="shrink-0 text-warning" />
      <p className="min-w-0 flex-1 basis-32">{text("falAccessNotice", hosts)}</p>
      <AllowFalButton />
    </aside>
  );
}
