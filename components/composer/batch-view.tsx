import { text } from "../../lib/browser/i18n";
import { type Generation, isOpen } from "../../lib/domain/generation";
import type { Batch } from "../../lib/history/current-batch";
import { sendCommand } from "../../lib/messaging/send-command";
import { formatSeconds } from "../format/numbers";
import { useNow } from "../hooks/use-now";
import { useSidePanel } from "../hooks/use-side-panel";
import { elapsedSeconds, progressOf } from "../status/progress";
import { useReportFailure } from "../status/report-failure";
import { Button } from "../ui/button";
import { ProgressBar } from "../ui/progress-bar";
import { BatchTile } from "./batch-tile";
import { FirstResult, useSeenOpen } from "./first-result";

const tiles = 4;

/** The batch that runs, and the last pictures. */
export function BatchView({ batch: { current, earlier } }: { batch: Batch }) {
  const openSidePanel = useSidePanel();
  const wasOpen = useSeenOpen(current);
  const first = current.find((one) => one.status === "done");
  // What ended without a picture is explained above.
  const pictures = current.filter((one) => one.status === "done" || isOpen(one));
  const others = pictures.filter((one) => one !== first);
  const shown = [...others, ...earlier];
  if (!first && shown.length === 0) return null;
  return (
    <section aria-label={text("thisBatch")} className="space-y-2">
      {current.some(isOpen) && <RunningLine batch={current} />}
      {current.length === 0 && (
        <h2 className="border-t border-line pt-3 text-12 text-ink-soft">{text("lastResults")}</h2>
      )}
      {first && (
        <FirstResult
          key={first.id}
          generation={first}
          isFresh={wasOpen(first.id)}
          onOpen={() => void openSidePanel({ result: first.id })}
        />
      )}
      <div className="grid grid-cols-4 gap-2 empty:hidden">
        {shown.slice(0, tiles).map((generation, index) => (
          <BatchTile
            key={generation.id}
            generation={generation}
            isNew={index < others.length && earlier.length > 0}
            more={index === tiles - 1 ? Math.max(0, others.length - tiles) : 0}
            onOpen={() => void openSidePanel({ result: generation.id })}
          />
        ))}
      </div>
    </section>
  );
}

function RunningLine({ batch }: { batch: Generation[] }) {
  const report = useReportFailure();
  const now = useNow(1000);
  const open = batch.filter(isOpen);
  const seconds = Math.max(...open.map((one) => elapsedSeconds(one, now) ?? 0));
  const progress = batch.reduce((sum, one) => sum + progressOf(one), 0) / batch.length;
  const cancel = async () => report(await sendCommand("cancel", { ids: open.map(({ id }) => id) }));
  return (
    <div className="-mt-2 flex items-center gap-3">
      <ProgressBar value={progress} name={text("batchProgress")} />
      <span className="text-12 whitespace-nowrap text-ink-soft tabular-nums">{formatSeconds(seconds)}</span>
      <Button variant="quiet" size="small" onClick={cancel} className="-mr-2.5">
        {text("cancel")}
      </Button>
    </div>
  );
}
