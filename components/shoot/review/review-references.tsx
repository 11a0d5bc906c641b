import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { picturesOf } from "../../../lib/domain/sent-request";
import type { TraySlot } from "../../../lib/domain/tray";
import { MissingPicture } from "../../picture/missing-picture";
import { usePicture } from "../../picture/use-picture";
import { referenceName } from "./reference-name";

const order: TraySlot["role"][] = ["product", "face", "background"];

/** What the picture was made from, as it was sent: the product first, to compare with. */
export function ReviewReferences({ generation }: { generation: Generation | undefined }) {
  const pictures = generation ? picturesOf(generation) : [];
  const sent = new Set(pictures.flatMap(({ slots }) => slots.map(({ referenceId }) => referenceId)));
  const slots = (generation?.places ?? []).toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  return (
    <ul
      aria-label={text("referencesUsed")}
      className="flex w-72 shrink-0 flex-col gap-3 overflow-hidden border-l border-line p-3 max-[860px]:order-first max-[860px]:h-36 max-[860px]:w-auto max-[860px]:flex-row max-[860px]:border-b max-[860px]:border-l-0"
    >
      {slots.map((slot) => (
        <Used key={slot.referenceId} slot={slot} isSent={sent.has(slot.referenceId)} />
      ))}
    </ul>
  );
}

function Used({ slot, isSent }: { slot: TraySlot; isSent: boolean }) {
  const { referenceId, role, name } = slot;
  const { url, missing } = usePicture(referenceId);
  const label = text(`role_${role}`);
  const alt = referenceName(slot);
  const shape =
    "min-h-0 w-full flex-1 rounded-thumb object-contain object-top max-[860px]:w-28 max-[860px]:flex-none";
  return (
    <li className="flex max-h-96 min-h-0 min-w-0 flex-1 flex-col gap-1 max-[860px]:max-w-60 max-[860px]:flex-row-reverse max-[860px]:justify-end max-[860px]:gap-2">
      <p className="text-12">
        <span className="text-ink-soft">{label}</span>
        {!isSent && <span className="text-ink-soft"> · {text("notSent")}</span>}
        {name && (
          <span dir="auto" className="line-clamp-2 font-semibold wrap-anywhere">
            {name}
          </span>
        )}
      </p>
      {missing && !url ? (
        <MissingPicture alt={alt} className={shape} />
      ) : url ? (
        <img src={url} alt={alt} draggable={false} className={`${shape} ${isSent ? "" : "opacity-60"}`} />
      ) : (
        <div className={`bg-sunken ${shape}`} />
      )}
    </li>
  );
}
