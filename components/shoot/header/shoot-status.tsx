import { text } from "../../../lib/browser/i18n";
import type { Failure } from "../../../lib/failure/failure";
import { isDone, type ShootCounts } from "../../../lib/shoot/cells";
import type { Shoot } from "../../../lib/shoot/shoot";
import { FailureNote } from "../../status/failure-note";
import { useReportFailure } from "../../status/report-failure";

interface ShootStatusProps {
  shoot: Shoot;
  counts: ShootCounts;
  /** What went wrong in this page. */
  failure: Failure | undefined;
}

/** The live region: how the run is, and what keeps it from going on. No numbers, they would chatter. */
export function ShootStatus({ shoot, counts, failure }: ShootStatusProps) {
  const report = useReportFailure();
  const words = stateText(shoot, counts);
  return (
    <div role="status" aria-atomic="false" className="space-y-2 empty:-mt-2">
      {words && <p className="text-12 text-ink-soft">{words}</p>}
      {shoot.state === "paused" && shoot.pausedFor && (
        <FailureNote failure={shoot.pausedFor} words={pausedText(shoot.pausedFor)} />
      )}
      {failure && <FailureNote failure={failure} onDismiss={() => report(undefined)} />}
    </div>
  );
}

function stateText(shoot: Shoot, counts: ShootCounts): string | undefined {
  const { state } = shoot;
  if (state === "planned") return undefined;
  if (state !== "stopped") return text(`shootState_${state}`);
  // The run has ended, and what it sent last has not: a submit may still be looked for at fal.
  if (counts.open > 0 && counts.toMake === 0) return text("shootState_sent");
  if (isDone(shoot, counts)) return text("shootState_done");
  if (counts.failed > 0) return text("shootState_failed");
  return text("shootState_stopped");
}

/** Why it paused, where a shoot goes on otherwise than a single picture: what fits a limit has been sent. */
function pausedText({ code, detail = "" }: Failure): string | undefined {
  if (code !== "daily_limit" && code !== "monthly_limit" && code !== "storage_full") return undefined;
  return text(`shootPaused_${code}`, detail);
}
