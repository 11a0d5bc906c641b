import { text } from "../../lib/browser/i18n";
import type { TraySlot } from "../../lib/domain/tray";

/** What a slot is called on the screen: the name of what is in it, else its role, products by their number. */
export function slotText({ role, position, name }: TraySlot): string {
  return name || roleText({ role, position });
}

/** A slot by its role: `Face`, `Product 2`. */
function roleText({ role, position }: Pick<TraySlot, "role" | "position">): string {
  return role === "product" && position ? text("productNumber", position) : text(`role_${role}`);
}
