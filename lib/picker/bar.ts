import { text } from "../browser/i18n";
import { maxProducts } from "../domain/tray";
import type { Gathering } from "../page/picker-protocol";
import { maxShootProducts } from "../shoot/shoot";
import { make, makeButton } from "./make-element";

export interface BarEvents {
  gather(into: Gathering): void;
  alike(): void;
  none(): void;
}

/** What can be done with everything that is ticked; there only while something is. */
export function createBar({ gather, alike, none }: BarEvents) {
  const count = make("p", "label");
  count.setAttribute("role", "status");
  const fits = make("p", "hint", text("pickerFits", maxProducts, maxShootProducts));
  const toShoot = makeButton(text("addToShoot"), () => gather("shoot"), "S");
  toShoot.className = "primary";
  const bar = make(
    "div",
    "bar",
    count,
    make(
      "div",
      "roles",
      makeButton(text("pickerAlike"), alike, "A"),
      makeButton(text("pickerNone"), none),
      makeButton(text("useAsProducts"), () => gather("products"), "P"),
      toShoot,
    ),
    fits,
  );
  bar.hidden = true;

  function show(ticked: number): void {
    bar.hidden = ticked === 0;
    // Said once when it has changed: a live region would else speak at every move.
    const words = text(ticked === 1 ? "tickedOne" : "tickedMany", ticked);
    if (ticked > 0 && count.textContent !== words) count.textContent = words;
    fits.hidden = ticked <= maxProducts;
  }

  return { bar, show };
}
