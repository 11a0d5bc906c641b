import { useId } from "react";
import { text } from "../../lib/browser/i18n";
import { initImageOf, isSheet, sentPictures } from "../../lib/domain/sent-pictures";
import { slotText } from "../reference/slot-text";
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
        <Choice
          name={text("restyleOne")}
          detail={text("restyleSees", seenName(composition))}
          checked={!isCombined}
          onChoose={() => change({ combine: false })}
        />
        <Choice
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

interface ChoiceProps {
  name: string;
  detail: string;
  checked: boolean;
  onChoose: () => void;
}

function Choice({ name, detail, checked, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <label
      className={`relative flex min-h-11 min-w-0 flex-col items-center justify-center rounded-thumb px-1 py-1 text-center transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus ${checked ? "bg-chosen shadow-segment" : "text-ink-soft hover:text-ink"}`}
    >
      <input
        type="radio"
        name="what-flux-sees"
        aria-label={name}
        aria-describedby={id}
        checked={checked}
        // A press on what holds already is an answer, too, and no change.
        onClick={onChoose}
        onChange={onChoose}
        // Over the whole card: it is what is pressed.
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      <span className="text-13 font-semibold">{name}</span>
      <span id={id} dir="auto" className="line-clamp-2 max-w-full text-12 wrap-anywhere text-ink-soft">
        {detail}
      </span>
    </label>
  );
}
