import { text } from "../../../lib/browser/i18n";
import type { TraySlot } from "../../../lib/domain/tray";

/** What a reference's picture is called beside its caption: never the caption alone, which would be heard twice. */
export function referenceName({ role, name }: Pick<TraySlot, "role" | "name">): string {
  const label = text(`role_${role}`);
  return name ? `${label}: ${name}` : `${text("filterRole")}: ${label}`;
}
