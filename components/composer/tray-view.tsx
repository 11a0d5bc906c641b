import { Globe } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { roles } from "../../lib/domain/tray";
import { Button } from "../ui/button";
import { type Composition, useComposer } from "./composer-state";
import { ProductNames } from "./product-names";
import { ReferenceNotes } from "./reference-notes";
import { RightClickHint } from "./right-click-hint";
import { RoleGroup } from "./role-group";
import { useIntake } from "./use-intake";

/** The references that are set now, and ways to set more: drop, paste, or choose a file. */
export function TrayView() {
  const { composition } = useComposer();
  const intake = useIntake(composition?.references ?? []);
  return (
    <section aria-label={text("references")} className="space-y-2">
      <div className="grid grid-cols-[minmax(0,1fr)_146px_minmax(0,1fr)] gap-3 max-[359px]:grid-cols-[minmax(0,1fr)_116px_minmax(0,1fr)] max-[359px]:gap-2 tight:grid-cols-1!">
        {roles.map((role) => (
          <RoleGroup key={role} role={role} intake={intake} />
        ))}
      </div>
      <ProductNames />
      <SentLine composition={composition} />
      {intake.closed && (
        <Button size="small" onClick={intake.allow}>
          <Globe size={14} aria-hidden="true" />
          {text("allowSite", URL.parse(intake.closed.url)?.host ?? "")}
        </Button>
      )}
      {composition?.slots.length === 0 && <RightClickHint />}
      {composition && <ReferenceNotes composition={composition} />}
    </section>
  );
}

/** One line that is always true: what FLUX sees. With two or more references the choice says it. */
function SentLine({ composition }: { composition: Composition | undefined }) {
  if (!composition) return <p className="h-4" />;
  const [sent, ...others] = composition.slots;
  if (others.length > 0) return null;
  return (
    <p className="flex items-baseline gap-2 text-12 text-ink-soft">
      <span
        aria-hidden="true"
        className={`size-2 shrink-0 rounded-full ${sent ? "bg-accent" : "border border-line-strong"}`}
      />
      {text(sent ? `sees_${sent.role}` : "sees_nothing")}
    </p>
  );
}
