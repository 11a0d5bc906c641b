import type { Failure } from "../../lib/failure/failure";
import { useFirstPaint } from "../hooks/use-first-paint";
import { FalAccessNotice } from "../status/fal-access-notice";
import { BatchView } from "./batch-view";
import { ComposerStateProvider, type ComposerSurroundings, useComposerState } from "./composer-state";
import { ComposerStatus } from "./composer-status";
import { ModeChoice } from "./mode-choice";
import { NoAccessNotice } from "./no-access-notice";
import { PromptForm } from "./prompt-form";
import { TrayView } from "./tray-view";
import { useBatch } from "./use-batch";

interface ComposerProps {
  /** What went wrong last. Everything inside tells it by `useReportFailure`. */
  failure: Failure | undefined;
  /** It tells of the batch under way and shows the last pictures: no list of results stands beside. */
  showsBatch?: boolean;
  /** A picture file was handed in to bring its prompt back. */
  onFile: (file: File) => void;
  /** The prompt has the focus from the start. */
  startsInPrompt: boolean;
  chooseElsewhere?: ComposerSurroundings["chooseElsewhere"];
  wanted?: ComposerSurroundings["wanted"];
}

/** The references, what is sent of them, the prompt, and Generate: the same in the popup and in the side panel. */
export function Composer({ failure, showsBatch, onFile, startsInPrompt, ...around }: ComposerProps) {
  const { chooseElsewhere, wanted } = around;
  // What is opened to write a prompt shows that first, and all else a frame later, in places that are kept for it.
  const isPainted = useFirstPaint();
  const isWhole = isPainted || !startsInPrompt;
  return (
    <ComposerStateProvider value={useComposerState({ chooseElsewhere, wanted })}>
      <div className="flex flex-col gap-3">
        {isWhole ? <References /> : <div className="h-39" />}
        <PromptForm onFile={onFile} autoFocus={startsInPrompt} isWhole={isWhole} />
        {isWhole && <Status failure={failure} showsBatch={showsBatch} />}
      </div>
    </ComposerStateProvider>
  );
}

/** What is set, what of it is sent, and what is missing to send it. */
function References() {
  return (
    <>
      <NoAccessNotice />
      <FalAccessNotice />
      <TrayView />
      <ModeChoice />
    </>
  );
}

type StatusProps = Pick<ComposerProps, "failure" | "showsBatch">;

const Status = ({ failure, showsBatch }: StatusProps) =>
  showsBatch ? <StatusAndBatch failure={failure} /> : <ComposerStatus failure={failure} batch={[]} />;

/** A component of its own: a move of the batch draws nothing else anew. */
function StatusAndBatch({ failure }: Pick<StatusProps, "failure">) {
  const batch = useBatch();
  return (
    <>
      <ComposerStatus failure={failure} batch={batch.current} />
      <BatchView batch={batch} />
    </>
  );
}
