import { text } from "../../../lib/browser/i18n";
import type { Failure } from "../../../lib/failure/failure";
import type { ShootCounts } from "../../../lib/shoot/cells";
import type { Shoot } from "../../../lib/shoot/shoot";
import { FailureNote } from "../../status/failure-note";
import { useReportFailure } from "../../status/report-failure";
import { stateText } from "./state-text";

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

/** Why it paused, where a shoot goes on otherwise than a single picture: what fits a limit has been sent. */
function pausedText({ code, detail = "" }: Failure): string | undefined {
  if (code !== "daily_limit" && code !== "monthly_limit" && code !== "storage_full") return undefined;
  return text(`shootPaused_${code}`, detail);
}
