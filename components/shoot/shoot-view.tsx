import { useMemo, useState } from "react";
import { text } from "../../lib/browser/i18n";
import type { Failure } from "../../lib/failure/failure";
import { countCells } from "../../lib/shoot/cells";
import type { Shoot } from "../../lib/shoot/shoot";
import { useLostFocus } from "../hooks/use-lost-focus";
import { useShootEstimate } from "./cost/use-shoot-estimate";
import { RunBar } from "./header/run-bar";
import { ShootHeader } from "./header/shoot-header";
import { Plan } from "./plan";
import { ReviewPictures } from "./review/review-pictures";
import { useCellStates } from "./use-cell-states";
import { useReferences } from "./use-references";
import { useShoot } from "./use-shoot";

interface ShootViewProps {
  /** The one that is shown, as it was read with the others. */
  first: Shoot;
  shoots: Shoot[];
  /** What went wrong last. */
  failure: Failure | undefined;
  onChoose: (id: string) => void;
  onNew: () => void;
}

/** One shoot: its bar, its products and looks, and its matrix. */
export function ShootView({ first, shoots, failure, onChoose, onNew }: ShootViewProps) {
  const { id } = first;
  const { shoot, change } = useShoot(first);
  const states = useCellStates(id);
  const references = useReferences(shoot);
  const estimate = useShootEstimate(shoot, states, references);
  const counts = useMemo(() => shoot && countCells(shoot, states), [shoot, states]);
  const [isReviewing, setReviewing] = useState(false);
  useLostFocus(() => document.querySelector("main")?.focus());
  if (!shoot || !counts) return <main className="min-h-screen" />;
  return (
    <div className="flex h-dvh flex-col overflow-x-hidden overflow-y-auto">
      <header className="shrink-0 border-b border-line bg-surface">
        <ShootHeader shoot={shoot} shoots={shoots} change={change} onChoose={onChoose} onNew={onNew} />
        <RunBar
          shoot={shoot}
          counts={counts}
          estimate={estimate}
          failure={failure}
          onReview={() => setReviewing(true)}
        />
      </header>
      <main
        tabIndex={-1}
        aria-label={text("shootPlan")}
        className="flex min-h-110 flex-1 flex-col outline-none"
      >
        <Plan shoot={shoot} states={states} references={references} change={change} />
      </main>
      {isReviewing && (
        <ReviewPictures shoot={shoot} references={references} onClose={() => setReviewing(false)} />
      )}
    </div>
  );
}
