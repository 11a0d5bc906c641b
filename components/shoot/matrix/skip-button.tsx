import { Ban } from "lucide-react";
import { IconButton } from "../../ui/button";
import type { CellPlace } from "./matrix-keys";
import { placeName } from "./place-name";

interface SkipButtonProps {
  name: string;
  place: CellPlace;
  tabIndex: 0 | -1;
  isSkipped: boolean;
  onSkip: (isSkipped: boolean) => void;
}

/** Leaves out a whole row or column, or takes it in again. */
export function SkipButton({ name, place, tabIndex, isSkipped, onSkip }: SkipButtonProps) {
  return (
    <IconButton
      icon={Ban}
      name={name}
      data-place={placeName(place)}
      tabIndex={tabIndex}
      aria-pressed={isSkipped}
      onClick={() => onSkip(!isSkipped)}
      className="aria-pressed:bg-sunken aria-pressed:text-ink"
    />
  );
}
