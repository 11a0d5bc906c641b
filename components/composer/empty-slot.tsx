import { Plus } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import type { Role } from "../../lib/domain/tray";

interface EmptySlotProps {
  role: Role;
  small: boolean;
  onPress: () => void;
}

/** A free place of the tray: says how to fill it, and a press chooses a file. */
export function EmptySlot({ role, small, onPress }: EmptySlotProps) {
  const name = text(`add_${role}`);
  const hint = text("emptySlotHint");
  return (
    <div className="@container min-h-0">
      <button
        type="button"
        data-add
        // The words that are seen are part of the name, for those who press by saying them.
        aria-label={small ? name : `${name}. ${hint}`}
        title={name}
        onClick={onPress}
        className="flex size-full flex-col items-center justify-center gap-1 rounded-thumb border border-dashed border-line-strong p-1.5 text-12 text-ink-soft transition-colors hover:border-ink-soft hover:bg-sunken hover:text-ink"
      >
        <Plus size={16} aria-hidden="true" className={small ? "" : "@min-[84px]:hidden"} />
        {!small && <span className="@max-[84px]:hidden">{hint}</span>}
      </button>
    </div>
  );
}
