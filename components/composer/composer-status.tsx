import { failureText, text } from "../../lib/browser/i18n";
import { type Generation, type GenerationIn, isOpen } from "../../lib/domain/generation";
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
  const retry = (alike: Failed[], event: PressEvent) => {
    for (const { id } of alike)
      void payPress(`retry ${id}`, event, async (press) => report(await sendCommand("retry", { id, press })));
  };
  return (
    <div role="status" aria-atomic="false" className="space-y-2 empty:-mt-3">
      {failure && <FailureNote failure={failure} onDismiss={() => report(undefined)} />}
      {failed.map((alike) => (
        <FailureNote
          key={alike[0].id}
          failure={alike[0].failure}
          retry={{ generations: alike, press: (event) => retry(alike, event) }}
        />
      ))}
      {message && <p className="border-t border-line pt-3 font-semibold">{message}</p>}
    </div>
  );
}

type Failed = GenerationIn<"failed">;

/** The failed generations of a batch, those together that ended with the same sentence. */
function worthTelling(batch: Generation[]): [Failed, ...Failed[]][] {
  const bySentence = new Map<string, [Failed, ...Failed[]]>();
  for (const one of batch) {
    if (one.status !== "failed") continue;
    const sentence = failureText(one.failure);
    const alike = bySentence.get(sentence);
    if (alike) alike.push(one);
    else bySentence.set(sentence, [one]);
  }
  return [...bySentence.values()];
}

/** `1 of 2 · in queue, 3rd` while anything is open; how it ended after that, unless its failures say so. */
function summary(batch: Generation[]): string | undefined {
  const open = batch.find(isOpen);
  if (!open) return readyText(batch);
  const done = batch.filter(({ status }) => status === "done").length;
  return `${text("countOf", done, batch.length)} · ${phaseText(open)}`;
}
