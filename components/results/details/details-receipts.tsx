import { useLiveQuery } from "dexie-react-hooks";
import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { db } from "../../database";
import { receiptText, wayText } from "../../reference/receipt-text";
import { slotText } from "../../reference/slot-text";
import { DetailsSection } from "./details-section";

/** Where the pixels of every reference came from, and what was done to them. */
export function DetailsReceipts({ generation: { places } }: { generation: Generation }) {
  const ids = places.map(({ referenceId }) => referenceId);
  const references = useLiveQuery(() => db.references.bulkGet(ids), [ids.join()]);
  if (!references?.some(Boolean)) return null;
  return (
    <DetailsSection title={text("receipts")}>
      <ul className="space-y-2 wrap-anywhere">
        {places.map((slot, index) => {
          const reference = references[index];
          return (
            reference && (
              <li key={slot.referenceId}>
                <bdi>{slotText(slot)}</bdi>
                <p className="text-12 text-ink-soft">{receiptText(reference)}</p>
                <p className="text-12 text-ink-soft">{wayText(reference.receipt)}</p>
              </li>
            )
          );
        })}
      </ul>
    </DetailsSection>
  );
}
