import { X } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import type { Reference } from "../../lib/domain/reference";
import { toFailure } from "../../lib/failure/failure";
import { removeReference } from "../../lib/storage/references";
import { db } from "../database";
import { Thumbnail } from "../picture/thumbnail";
import { receiptText } from "../reference/receipt-text";
import { useReportFailure } from "../status/report-failure";

interface ReferenceSlotProps {
  reference: Reference;
  /** Among the references of its role, from 1. */
  position: number;
  sent: boolean;
  large: boolean;
  /** Chooses another file for this place, where that replaces the picture. */
  onReplace: (() => void) | undefined;
  onRemoved: () => void;
}

/** A set reference: its thumbnail, whether it is the one that is sent, and the way to take it out. */
export function ReferenceSlot({
  reference,
  position,
  sent,
  large,
  onReplace,
  onRemoved,
}: ReferenceSlotProps) {
  const report = useReportFailure();
  const remove = () =>
    removeReference(db, reference.id).then(
      () => {
        report(undefined);
        onRemoved();
      },
      (error) => report(toFailure(error)),
    );
  const name = text(`remove_${reference.role}`, position);
  return (
    <div
      title={receiptText(reference)}
      className={`group/slot relative min-h-0 rounded-thumb ${sent ? "ring-2 ring-accent ring-offset-2 ring-offset-surface" : ""}`}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the mouse only; by keyboard, remove and add */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <div className={`size-full ${onReplace ? "cursor-pointer" : ""}`} onClick={onReplace}>
        <Thumbnail
          id={reference.id}
          alt={text(`alt_${reference.role}`, reference.receipt.source, position)}
          className="size-full rounded-thumb"
        />
      </div>
      <Mark sent={sent} large={large} position={position} />
      <button
        type="button"
        aria-label={name}
        title={name}
        onClick={remove}
        className="absolute top-1 right-1 flex size-6 items-center justify-center rounded-full bg-scrim text-on-scrim opacity-0 transition group-focus-within/slot:opacity-100 group-hover/slot:opacity-100 hover:bg-scrim-hover touch:opacity-100"
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

function Mark({ sent, large, position }: { sent: boolean; large: boolean; position: number }) {
  const place =
    "absolute bottom-1 left-1 max-w-[calc(100%-8px)] truncate rounded-full px-1.5 text-12 font-semibold max-[359px]:px-1";
  if (sent) return <span className={`${place} bg-accent text-on-accent`}>{text("sent")}</span>;
  if (large) return <span className={`${place} bg-scrim text-on-scrim`}>{text("kept")}</span>;
  // Half-size slots have room for a number only; the word is there for those who hear it.
  return (
    <span className={`${place} bg-scrim text-on-scrim`}>
      <span aria-hidden="true">{position}</span>
      <span className="sr-only">{text("kept")}</span>
    </span>
  );
}
