import { text } from "../../lib/browser/i18n";
import { initImageOf, isSheet, sentPictures } from "../../lib/domain/sent-pictures";
import { slotText } from "../reference/slot-text";
import { RadioCard } from "../ui/radio-card";
import { type Composition, useComposer } from "./composer-state";

/** What FLUX sees of two or more references: one of them, or all. */
export function ModeChoice() {
  const { composition, draft, change } = useComposer();
  if (!composition || composition.slots.length < 2) return null;
  const isCombined = composition.mode === "multi-reference";
  // Asked until it is answered; one press on either is an answer.
  const isAsked = draft.combine === undefined && rolesOf(composition) > 1;
  return (
    <div className="space-y-1.5">
      {isAsked && <p className="text-12 font-semibold">{text("askCombine")}</p>}
      <div
        role="radiogroup"
        aria-label={text("whatFluxSees")}
        className={`grid grid-cols-2 gap-0.5 rounded-control bg-sunken p-0.5 tight:grid-cols-1 ${isAsked ? "ring-1 ring-line-strong" : ""}`}
      >
        <RadioCard
          group="what-flux-sees"
          name={text("restyleOne")}
          detail={text("restyleSees", seenName(composition))}
          checked={!isCombined}
          onChoose={() => change({ combine: false })}
        />
        <RadioCard
          group="what-flux-sees"
          name={text("combineAll")}
          detail={combinedText(composition)}
          checked={isCombined}
          onChoose={() => change({ combine: true })}
        />
      </div>
    </div>
  );
}

const rolesOf = ({ slots }: Composition) => new Set(slots.map(({ role }) => role)).size;

function seenName({ slots, chosen }: Composition): string {
  const seen = initImageOf(slots, chosen);
  return seen ? slotText(seen) : "";
}

function combinedText({ slots }: Composition): string {
  const pictures = sentPictures("multi-reference", slots);
  return text(pictures.some(isSheet) ? "combineSeesSheet" : "combineSees", slots.length);
}
