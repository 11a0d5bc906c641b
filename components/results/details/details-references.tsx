import { useLiveQuery } from "dexie-react-hooks";
import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { isSheet } from "../../../lib/domain/sent-pictures";
import { picturesOf } from "../../../lib/domain/sent-request";
import type { TraySlot } from "../../../lib/domain/tray";
import { db } from "../../database";
import { slotText } from "../../reference/slot-text";
import { DetailsSection } from "./details-section";
import { ReferenceRow } from "./reference-row";

/** The pictures in the order in which they were sent, each as it was sent; then the references that were not. */
export function DetailsReferences({ generation }: { generation: Generation }) {
  const { places, sheetId, mode } = generation;
  const ids = places.map(({ referenceId }) => referenceId);
  const references = useLiveQuery(() => db.references.bulkGet(ids), [ids.join()]);
  if (places.length === 0 || !references) return null;
  const pictures = picturesOf(generation);
  const onSheet = new Set(pictures.filter(isSheet).flatMap(({ slots }) => slots));
  const sent = new Set(pictures.flatMap(({ slots }) => slots));
  const isCombined = mode === "multi-reference";
  const row = (slot: TraySlot, mark: string, number?: number) => (
    <ReferenceRow
      key={slot.referenceId}
      id={slot.referenceId}
      title={slotText(slot)}
      mark={mark}
      number={number}
      slot={slot}
      reference={references[places.indexOf(slot)]}
    />
  );
  return (
    <DetailsSection title={text("referencesUsed")}>
      <ul className="space-y-2">
        {pictures.map((picture, index) => {
          const mark = isCombined ? text("sentAs", index + 1) : text("sent");
          if (!isSheet(picture)) return row(picture.slots[0], mark, index + 1);
          const title = text("productSheet", picture.slots.length);
          return (
            sheetId && (
              <ReferenceRow key={sheetId} id={sheetId} title={title} mark={mark} number={index + 1} />
            )
          );
        })}
        {places
          .filter((slot) => onSheet.has(slot) || !sent.has(slot))
          .map((slot) => row(slot, text(onSheet.has(slot) ? "onSheet" : "notSent")))}
      </ul>
    </DetailsSection>
  );
}
