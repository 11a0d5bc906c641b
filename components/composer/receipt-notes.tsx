import { text } from "../../lib/browser/i18n";
import type { Reference } from "../../lib/domain/reference";
import { warningFor } from "../../lib/domain/reference-quality";
import { OriginalButton } from "../reference/original-button";
import { ConcernNote } from "../reference/quality-note";
import { receiptText } from "../reference/receipt-text";

interface ReceiptNotesProps {
  /** By place: the first is the one that is sent. */
  places: Reference[];
}

/** Under the tray: the receipt of the picture that is sent, and a warning for each one that deserves it. */
export function ReceiptNotes({ places }: ReceiptNotesProps) {
  const [sent] = places;
  if (!sent) return null;
  return (
    <div className="space-y-1">
      <p className="text-12 text-ink-soft wrap-anywhere">{receiptText(sent)}</p>
      {places
        // A kept picture may be small: it is not sent. A crop can be had better, so it is told of at once.
        .filter(({ receipt }, at) => (at === 0 ? warningFor(receipt) : warningFor(receipt) === "crop"))
        .map((reference) => (
          <div key={reference.id} className="space-y-1.5 rounded-control bg-warning-soft px-2.5 py-1.5">
            {reference !== sent && <p className="text-12 font-semibold">{nameOf(reference, places)}</p>}
            <ConcernNote reference={reference} />
            <OriginalButton reference={reference} />
          </div>
        ))}
    </div>
  );
}

function nameOf({ id, role }: Reference, places: Reference[]): string {
  if (role !== "product") return text(`role_${role}`);
  return text(
    "productNumber",
    places.filter((other) => other.role === role).findIndex((other) => other.id === id) + 1,
  );
}
