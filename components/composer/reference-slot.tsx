import { X } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import type { Reference } from "../../lib/domain/reference";
import { toFailure } from "../../lib/failure/failure";
import { chooseReference, removeReference } from "../../lib/storage/references";
import { db } from "../database";
import { Thumbnail } from "../picture/thumbnail";
import { receiptText } from "../reference/receipt-text";
import { useAttempt, useReportFailure } from "../status/report-failure";
import { sentPlace, useComposer } from "./composer-state";
import { SlotMark } from "./slot-mark";

interface ReferenceSlotProps {
  reference: Reference;
  /** Among the references of its role, from 1. */
  position: number;
  large: boolean;
  onRemoved: () => void;
}

/** A set reference: its thumbnail, whether and as what it is sent, and the way to take it out. */
export function ReferenceSlot({ reference, position, large, onRemoved }: ReferenceSlotProps) {
  const { composition } = useComposer();
  const report = useReportFailure();
  const remove = () => {
    // Now, not when it is done: what is said meanwhile of something else stays.
    report(undefined);
    removeReference(db, reference.id).then(onRemoved, (error) => report(toFailure(error)));
  };
  if (!composition) return null;
  const name = text(`remove_${reference.role}`, position);
  const place = sentPlace(composition, reference.id);
  // The small ones stand too close for a gap around each.
  const ring = `ring-2 ring-accent ${large ? "ring-offset-2 ring-offset-surface" : ""}`;
  const isCombined = composition.mode === "multi-reference";
  return (
    <div
      title={receiptText(reference)}
      className={`group/slot relative min-h-0 rounded-thumb ${place ? ring : ""}`}
    >
      <Thumbnail
        id={reference.id}
        alt={text(`alt_${reference.role}`, reference.receipt.source, position)}
        className={`size-full rounded-thumb ${place ? "" : "opacity-55"}`}
      />
      <SlotMark place={place} isCombined={isCombined} large={large} position={position} />
      {!isCombined && composition.slots.length > 1 && <SendButton id={reference.id} isSent={place === 1} />}
      <button
        type="button"
        aria-label={name}
        title={name}
        onClick={remove}
        className={`absolute flex items-center justify-center rounded-full bg-scrim text-on-scrim opacity-0 transition group-focus-within/slot:opacity-100 group-hover/slot:opacity-100 hover:bg-scrim-hover touch:opacity-100 ${large ? "top-1 right-1 size-6" : "top-0.5 right-0.5 size-5"}`}
      >
        <X size={large ? 14 : 12} aria-hidden="true" />
      </button>
    </div>
  );
}

/** The whole picture is the button: a press sends this one in place of the first by the rule. */
function SendButton({ id, isSent }: { id: string; isSent: boolean }) {
  const attempt = useAttempt();
  return (
    <button
      type="button"
      aria-label={text("sendThisOne")}
      aria-pressed={isSent}
      title={text("sendThisOne")}
      onClick={() => attempt(chooseReference(db, id))}
      className="absolute inset-0 rounded-thumb hover:bg-scrim/20"
    />
  );
}
