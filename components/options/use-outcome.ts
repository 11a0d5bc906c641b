import { useState } from "react";
import { failureText } from "../../lib/browser/i18n";
import { toFailure } from "../../lib/failure/failure";
import type { Outcome } from "./outcome-line";

/**
 * How the last press ended, and the way to carry one out: `pending` is shown while its work goes on, then what the
 * work gives, or the failure that it throws. Gives the outcome once more.
 */
export function useOutcome() {
  const [outcome, setOutcome] = useState<Outcome>();
  const run = async (work: () => Promise<Outcome | undefined>, pending?: string) => {
    if (pending) setOutcome({ status: "pending", message: pending });
    const end = await work().catch(
      (error): Outcome => ({ status: "error", message: failureText(toFailure(error)) }),
    );
    setOutcome(end);
    return end;
  };
  return [outcome, run] as const;
}
