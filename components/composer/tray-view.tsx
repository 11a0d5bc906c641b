import { useLiveQuery } from "dexie-react-hooks";
import { text } from "../../lib/browser/i18n";
import type { Reference } from "../../lib/domain/reference";
import { roles } from "../../lib/domain/tray";
import { readPlaces } from "../../lib/storage/references";
import { db } from "../database";
import { ReceiptNotes } from "./receipt-notes";
import { RightClickHint } from "./right-click-hint";
import { RoleGroup } from "./role-group";
import { useIntake } from "./use-intake";

/** The references that are set now, and ways to set more: drop, paste, or choose a file. */
export function TrayView() {
  const places = useLiveQuery(() => readPlaces(db));
  const intake = useIntake(places ?? []);
  const [sent] = places ?? [];
  return (
    <section aria-label={text("references")} className="space-y-2">
      <div className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] gap-3 max-[359px]:gap-2">
        {roles.map((role) => (
          <RoleGroup
            key={role}
            role={role}
            references={places?.filter((reference) => reference.role === role)}
            sentId={sent?.id}
            preparing={intake.preparing === role}
            onFiles={(files) => intake.add(role, files)}
          />
        ))}
      </div>
      <SentLine places={places} />
      {places?.length === 0 && <RightClickHint />}
      {places && <ReceiptNotes places={places} />}
    </section>
  );
}

/** One line that is always true: which picture FLUX sees, and what becomes of the others. */
function SentLine({ places }: { places: Reference[] | undefined }) {
  if (!places) return <p className="h-5" />;
  const [sent, ...kept] = places;
  return (
    <p className="flex items-baseline gap-2 text-12 text-ink-soft">
      <span
        aria-hidden="true"
        className={`size-2 shrink-0 rounded-full ${sent ? "bg-accent" : "border border-line-strong"}`}
      />
      <span>
        {text(sent ? `sees_${sent.role}` : "sees_nothing")}
        {kept.length > 0 && <span className="block">{text(kept.length === 1 ? "keptOne" : "keptMany")}</span>}
      </span>
    </p>
  );
}
