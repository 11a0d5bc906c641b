import { warningFor } from "../../lib/domain/reference-quality";
import { OriginalButton } from "../reference/original-button";
import { ConcernNote } from "../reference/quality-note";
import { slotText } from "../reference/slot-text";
import { type Composition, sentPlace } from "./composer-state";

/** Under the tray: a warning for each picture that deserves it. */
export function ReferenceNotes({ composition }: { composition: Composition }) {
  const { slots, references } = composition;
  // A small picture matters only when it is sent. A crop can be had better, so it is told of at once.
  const deserves = (reference: (typeof references)[number]) => {
    const warning = warningFor(reference.receipt);
    return warning === "crop" || (warning && sentPlace(composition, reference.id) !== undefined);
  };
  const told = references.flatMap((reference, i) =>
    slots[i] && deserves(reference) ? [{ reference, slot: slots[i] }] : [],
  );
  return told.map(({ reference, slot }) => (
    <div key={reference.id} className="space-y-1.5 rounded-control bg-warning-soft px-2.5 py-1.5">
      {references.length > 1 && (
        <p dir="auto" className="truncate text-12 font-semibold">
          {slotText(slot)}
        </p>
      )}
      <ConcernNote reference={reference} />
      <OriginalButton reference={reference} />
    </div>
  ));
}
