import { Circle, CircleCheck } from "lucide-react";
import { text } from "../../../lib/browser/i18n";
import { IconButton } from "../../ui/button";
import type { CardProps } from "./card-props";

/**
 * What lies over a whole tile: a press opens its details, or shows what it stands for one by one. Its other buttons
 * stand above it.
 */
export function TileButton({ describedBy, tabIndex, onPress, fold }: CardProps) {
  const isFolded = fold !== undefined && !fold.open;
  return (
    <button
      type="button"
      aria-label={text(isFolded ? "failuresShow" : "details")}
      aria-expanded={isFolded ? false : undefined}
      aria-describedby={describedBy}
      tabIndex={tabIndex}
      data-opens-details
      onClick={onPress}
      className="absolute inset-0 rounded-thumb"
    />
  );
}

/** Shown when the pointer or the focus is at the tile. */
export const shownAtHand =
  "transition-opacity opacity-0 group-hover/card:opacity-100 group-focus-within/card:opacity-100 has-data-[state=open]:opacity-100 touch:opacity-100";

/** Chooses the tile for a common action; stays in sight while anything is chosen. */
export function SelectButton({
  selected,
  selecting,
  tabIndex,
  onSelect,
  corner = "top-1.5 left-1.5",
}: CardProps & { corner?: string }) {
  return (
    <IconButton
      icon={selected ? CircleCheck : Circle}
      name={text("select")}
      aria-pressed={selected}
      tabIndex={tabIndex}
      variant={selected ? "chosen" : "picture"}
      onClick={onSelect}
      className={`absolute ${corner} ${selecting ? "" : shownAtHand}`}
    />
  );
}
