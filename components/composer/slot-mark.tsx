import { Check } from "lucide-react";
import { text } from "../../lib/browser/i18n";

interface SlotMarkProps {
  /** Among the pictures that are sent, from 1; undefined when it is not one of them. */
  place: number | undefined;
  isCombined: boolean;
  large: boolean;
  /** Among the references of its role, from 1. */
  position: number;
}

const shape =
  "pointer-events-none absolute bottom-1 left-1 max-w-[calc(100%-8px)] px-1.5 text-12 font-semibold tracking-tight max-[359px]:left-0.5 max-[359px]:max-w-[calc(100%-4px)] max-[359px]:px-[3px] max-[359px]:tracking-tighter";

/** Over a slot: its number among the pictures of a combined request, else whether it is the one that is sent. */
export function SlotMark({ place, isCombined, large, position }: SlotMarkProps) {
  const tone = place ? "bg-accent text-on-accent" : "bg-scrim text-on-scrim";
  const label = isCombined && place ? text("sentAs", place) : text(place ? "sent" : "notSent");
  // Two lines where a language needs them; where there is no room at all they are there for those who hear them.
  if (large && !isCombined)
    return <span className={`${shape} ${tone} rounded-control py-0.5 text-center leading-3.5`}>{label}</span>;
  return (
    <span className={`${shape} ${tone} rounded-full ${large ? "" : "bottom-0.5 left-0.5"}`}>
      <span aria-hidden="true">{seen(place, isCombined, position)}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

function seen(place: number | undefined, isCombined: boolean, position: number) {
  if (isCombined) return place;
  return place ? <Check size={12} strokeWidth={3} className="my-0.5" /> : position;
}
