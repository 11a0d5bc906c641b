import { useState } from "react";
import { text } from "../../../lib/browser/i18n";
import type { Reference } from "../../../lib/domain/reference";
import type { TraySlot } from "../../../lib/domain/tray";
import { MissingPicture } from "../../picture/missing-picture";
import { Thumbnail } from "../../picture/thumbnail";
import { usePicture } from "../../picture/use-picture";
import { ConcernNote } from "../../reference/quality-note";

interface ReferenceRowProps {
  /** Under which the pixels are stored. */
  id: string;
  title: string;
  /** Whether and as which picture it was sent, in words. */
  mark: string;
  /** As which picture of the request it was sent; undefined when it was not. */
  number?: number | undefined;
  /** Of a reference, not of a sheet: what it was at the time, and what is stored of it. */
  slot?: TraySlot;
  reference?: Reference | undefined;
}

/** One picture of a request; a press shows it as large as it was sent. */
export function ReferenceRow({ id, title, mark, number, slot, reference }: ReferenceRowProps) {
  const [large, setLarge] = useState(false);
  const alt = slot ? text(`alt_${slot.role}`, reference?.receipt.source ?? "", slot.position ?? 1) : title;
  const thumbnail = <Thumbnail id={id} alt={alt} className="size-13 shrink-0 rounded-thumb tight:size-10" />;
  const sent = number !== undefined;
  return (
    <li className="space-y-2">
      <div className="flex items-center gap-3 tight:gap-2">
        {number === undefined ? (
          thumbnail
        ) : (
          <button
            type="button"
            aria-expanded={large}
            aria-label={text("showAsSent", number)}
            title={text("showAsSent", number)}
            onClick={() => setLarge(!large)}
            className="shrink-0 rounded-thumb"
          >
            {thumbnail}
          </button>
        )}
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 font-semibold tight:wrap-anywhere">
            <bdi>{title}</bdi>
            <span
              className={`rounded-full px-1.5 text-12 ${sent ? "bg-accent text-on-accent" : "bg-sunken text-ink-soft"}`}
            >
              {mark}
            </span>
          </p>
          {slot && <Remarks slot={slot} reference={reference} sent={sent} />}
        </div>
      </div>
      {large && <LargePicture id={id} alt={alt} />}
    </li>
  );
}

/** On what ground a face is used, and what to know about the reference. */
function Remarks({
  slot,
  reference,
  sent,
}: {
  slot: TraySlot;
  reference: Reference | undefined;
  sent: boolean;
}) {
  const line = "text-12 text-ink-soft wrap-anywhere";
  return (
    <>
      {slot.ground && <p className={line}>{text("usedOnGround", text(`groundOf_${slot.ground}`))}</p>}
      {!reference && <p className={line}>{text("referenceGone")}</p>}
      {reference && sent && <ConcernNote reference={reference} />}
    </>
  );
}

function LargePicture({ id, alt }: { id: string; alt: string }) {
  const { url, missing } = usePicture(id);
  if (missing) return <MissingPicture alt={alt} className="aspect-square w-full rounded-card" />;
  return (
    url && <img src={url} alt={alt} className="edge mx-auto max-h-[80vh] max-w-full rounded-card bg-sunken" />
  );
}
