import { useLiveQuery } from "dexie-react-hooks";
import { text } from "../../../lib/browser/i18n";
import type { Reference } from "../../../lib/domain/reference";
import type { TraySlot } from "../../../lib/domain/tray";
import { db } from "../../database";
import { Thumbnail } from "../../picture/thumbnail";
import { ConcernNote } from "../../reference/quality-note";
import { receiptText, wayText } from "../../reference/receipt-text";
import { DetailsSection } from "./details-section";

/** The references that were set when Generate was pressed; the first is the one that was sent. */
export function DetailsReferences({ places }: { places: TraySlot[] }) {
  const ids = places.map(({ referenceId }) => referenceId);
  const references = useLiveQuery(() => db.references.bulkGet(ids), [ids.join()]);
  if (places.length === 0 || !references) return null;
  return (
    <DetailsSection title={text("referencesUsed")}>
      <ul className="space-y-2">
        {places.map((place, index) => (
          <ReferenceRow
            key={place.referenceId}
            place={place}
            reference={references[index]}
            sent={index === 0}
          />
        ))}
      </ul>
    </DetailsSection>
  );
}

interface ReferenceRowProps {
  place: TraySlot;
  reference: Reference | undefined;
  sent: boolean;
}

function ReferenceRow({ place: { referenceId, role, position }, reference, sent }: ReferenceRowProps) {
  const name = role === "product" && position ? text("productNumber", position) : text(`role_${role}`);
  const source = reference?.receipt.source ?? "";
  return (
    <li className="flex items-center gap-3 tight:gap-2">
      <Thumbnail
        id={referenceId}
        alt={text(`alt_${role}`, source, position ?? 1)}
        className="size-13 shrink-0 rounded-thumb tight:size-10"
      />
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 font-semibold tight:wrap-anywhere">
          {name}
          <span
            className={`rounded-full px-1.5 text-12 ${sent ? "bg-accent text-on-accent" : "bg-sunken text-ink-soft"}`}
          >
            {text(sent ? "sent" : "kept")}
          </span>
        </p>
        <p className="text-12 text-ink-soft wrap-anywhere">
          {reference ? receiptText(reference) : text("referenceGone")}
        </p>
        {reference && <p className="text-12 text-ink-soft wrap-anywhere">{wayText(reference.receipt)}</p>}
        {reference && <ConcernNote reference={reference} />}
      </div>
    </li>
  );
}
