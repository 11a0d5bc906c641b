import { useId, useRef, useState } from "react";
import { text } from "../../lib/browser/i18n";
import { type CleanUp, cleanUp, planCleanUp } from "../../lib/storage/clean-up";
import { db } from "../database";
import { formatBytes, formatNumber } from "../format/numbers";
import { resultCount } from "../format/result-count";
import { useQuietQuery } from "../hooks/use-quiet-query";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { OutcomeLine } from "./outcome-line";
import { useOutcome } from "./use-outcome";

const day = 24 * 60 * 60 * 1000;
/** In days; 0 is everything that may go. */
const ages = [0, 7, 30, 90, 180, 365] as const;

/** Makes room, oldest first: says what would go, asks, and never touches favourites. */
export function CleanUpOldest() {
  const id = useId();
  const choice = useRef<HTMLSelectElement>(null);
  const [age, setAge] = useState<number>(180);
  const [outcome, run] = useOutcome();
  const plan = useQuietQuery(["generations"], () => planCleanUp(db, Date.now() - age * day), [age]);
  const size = plan && ([resultCount(plan.ids.length), formatBytes(plan.bytes)] as const);
  const go = ({ ids }: CleanUp) =>
    run(async () => {
      await cleanUp(db, ids);
      return { status: "success", message: text("cleanUpDone", formatNumber(ids.length)) };
    }, text("cleanUpWorking"));
  return (
    <div className="space-y-3 border-t border-line pt-4">
      <h3 className="font-semibold">{text("cleanUpTitle")}</h3>
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={id} className="text-ink-soft">
          {text("cleanUpOlder")}
        </label>
        <select
          ref={choice}
          id={id}
          value={age}
          onChange={({ target }) => setAge(Number(target.value))}
          className="h-9 max-w-full min-w-0 rounded-control border border-line-strong bg-surface px-2"
        >
          {ages.map((days) => (
            <option key={days} value={days}>
              {days === 0 ? text("cleanUpAll") : text("days", formatNumber(days))}
            </option>
          ))}
        </select>
        {plan && plan.ids.length > 0 && size && (
          <ConfirmDialog
            trigger={<Button variant="danger">{text("cleanUpAsk")}</Button>}
            title={text("cleanUpConfirmTitle", size[0])}
            warning={text("cleanUpWarning", ...size)}
            confirm={text("cleanUpConfirm")}
            onConfirm={() => void go(plan)}
            then={choice}
          />
        )}
      </div>
      <p className="text-ink-soft">
        {plan?.ids.length === 0 ? text("cleanUpNothing") : size && text("cleanUpPlan", ...size)}
      </p>
      <OutcomeLine outcome={outcome} />
    </div>
  );
}
