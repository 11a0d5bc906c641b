import { failureText, text } from "../../lib/browser/i18n";
import { type Generation, isOpen } from "../../lib/domain/generation";
import type { Failure } from "../../lib/failure/failure";
import { sendCommand } from "../../lib/messaging/send-command";
import { type PressEvent, payPress } from "../paid/pay-press";
import { readyText } from "../status/batch-summary";
import { FailureNote } from "../status/failure-note";
import { phaseText } from "../status/progress";
import { useReportFailure } from "../status/report-failure";

interface ComposerStatusProps {
  failure: Failure | undefined;
  /** The batch under way, where no list of results stands beside the composer. */
  batch: Generation[];
}

/** The composer's live region: what went wrong, and how the batch is doing. No seconds, they would chatter. */
export function ComposerStatus({ failure, batch }: ComposerStatusProps) {
  const report = useReportFailure();
  const failed = worthTelling(batch);
  const message = summary(batch);
  const retry = (id: string, event: PressEvent) =>
    void payPress(`retry ${id}`, event, async (press) => report(await sendCommand("retry", { id, press })));
  return (
    <div role="status" aria-atomic="false" className="space-y-2 empty:-mt-3">
      {failure && <FailureNote failure={failure} onDismiss={() => report(undefined)} />}
      {failed.map((one) => (
        <FailureNote
          key={one.id}
          failure={one.failure}
          count={countLike(batch, one.failure)}
          retry={{ generation: one, press: (event) => retry(one.id, event) }}
        />
      ))}
      {message && <p className="border-t border-line pt-3 font-semibold">{message}</p>}
    </div>
  );
}

/** The failed generations of a batch, one for each different sentence. */
function worthTelling(batch: Generation[]) {
  const failed = batch.filter((one) => one.status === "failed");
  return failed.filter(
    (one, index) =>
      failed.findIndex((other) => failureText(other.failure) === failureText(one.failure)) === index,
  );
}

/** How many of a batch ended with the same sentence. */
function countLike(batch: Generation[], failure: Failure): number {
  const sentence = failureText(failure);
  return batch.filter((one) => one.status === "failed" && failureText(one.failure) === sentence).length;
}

/** `1 of 2 · in queue, 3rd` while anything is open; how it ended after that, unless its failures say so. */
function summary(batch: Generation[]): string | undefined {
  const open = batch.find(isOpen);
  if (!open) return readyText(batch);
  const done = batch.filter(({ status }) => status === "done").length;
  return `${text("countOf", done, batch.length)} · ${phaseText(open)}`;
}
