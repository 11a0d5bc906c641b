import { TriangleAlert } from "lucide-react";
import { language, text } from "../../lib/browser/i18n";
import type { Reference } from "../../lib/domain/reference";
import { warningFor } from "../../lib/domain/reference-quality";
import type { TraySlot } from "../../lib/domain/tray";
import { OriginalButton } from "../reference/original-button";
import { ConcernNote } from "../reference/quality-note";
import { slotText } from "../reference/slot-text";
import { type Composition, sentPlace } from "./composer-state";

/** Under the tray: what to know of the pictures before money is spent on them. */
export function ReferenceNotes({ composition }: { composition: Composition }) {
  const { slots, references } = composition;
  const set = slots.flatMap((slot, i) => (references[i] ? [{ slot, reference: references[i] }] : []));
  // A small picture matters only when it is sent. A crop can be had better, so it is told of at once.
  const small = set.filter(
    ({ reference: { id, receipt } }) =>
      warningFor(receipt) === "small" && sentPlace(composition, id) !== undefined,
  );
  const crops = set.filter(({ reference: { receipt } }) => warningFor(receipt) === "crop");
  const named = set.length > 1;
  const [only, ...more] = small;
  return (
    <>
      {crops.map(({ slot, reference }) => (
        <Note key={reference.id} slot={named ? slot : undefined} reference={reference} />
      ))}
      {only && more.length === 0 && <Note slot={named ? only.slot : undefined} reference={only.reference} />}
      {more.length > 0 && <ManySmall names={small.map(({ slot }) => slotText(slot))} />}
    </>
  );
}

const box = "space-y-1.5 rounded-control bg-warning-soft px-2.5 py-1.5";

function Note({ slot, reference }: { slot: TraySlot | undefined; reference: Reference }) {
  return (
    <div className={box}>
      {slot && (
        <p dir="auto" className="truncate text-12 font-semibold">
          {slotText(slot)}
        </p>
      )}
      <ConcernNote reference={reference} />
      <OriginalButton reference={reference} />
    </div>
  );
}

function ManySmall({ names }: { names: string[] }) {
  const list = new Intl.ListFormat(language(), { type: "conjunction" }).format(names);
  return (
    <p className={`${box} flex gap-1.5 text-12 text-warning`}>
      <TriangleAlert size={14} aria-hidden="true" className="mt-0.5 shrink-0" />
      <span className="line-clamp-3 min-w-0 wrap-anywhere">{text("concernSmallMany", list)}</span>
    </p>
  );
}
