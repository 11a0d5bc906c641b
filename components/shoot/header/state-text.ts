import { text } from "../../../lib/browser/i18n";
import { isDone, type ShootCounts } from "../../../lib/shoot/cells";
import type { Shoot } from "../../../lib/shoot/shoot";

/** How a run is, in a sentence; nothing before the first start. */
export function stateText(shoot: Pick<Shoot, "state">, counts: ShootCounts): string | undefined {
  const { state } = shoot;
  if (state === "planned") return undefined;
  if (state !== "stopped") return text(`shootState_${state}`);
  // The run has ended, and what it sent last has not: a submit may still be looked for at fal.
  if (counts.open > 0 && counts.toMake === 0) return text("shootState_sent");
  if (isDone(shoot, counts)) return text("shootState_done");
  if (counts.failed > 0) return text("shootState_failed");
  return text("shootState_stopped");
}
