import type { Failure } from "../../lib/failure/failure";
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
  /** False: the prompt, and what may be said, with the rest's places kept free. */
  isWhole?: boolean;
  chooseElsewhere?: ComposerSurroundings["chooseElsewhere"];
  wanted?: ComposerSurroundings["wanted"];
}

/** The references, what is sent of them, the prompt, and Generate: the same in the popup and in the side panel. */
export function Composer(props: ComposerProps) {
  const { failure, showsBatch, onFile, startsInPrompt, isWhole = true, ...around } = props;
  const { chooseElsewhere, wanted } = around;
  return (
    <ComposerStateProvider value={useComposerState({ chooseElsewhere, wanted })}>
      <div className="flex flex-col gap-3">
        {isWhole ? (
          <>
            <NoAccessNotice />
            <FalAccessNotice />
            <TrayView />
            <ModeChoice />
          </>
        ) : (
          <div className="h-39" />
        )}
        <PromptForm onFile={onFile} autoFocus={startsInPrompt} isWhole={isWhole} />
        {showsBatch ? <StatusAndBatch failure={failure} /> : <ComposerStatus failure={failure} batch={[]} />}
      </div>
    </ComposerStateProvider>
  );
}

/** A component of its own: a move of the batch draws nothing else anew. */
function StatusAndBatch({ failure }: Pick<ComposerProps, "failure">) {
  const batch = useBatch();
  return (
    <>
      <ComposerStatus failure={failure} batch={batch.current} />
      <BatchView batch={batch} />
    </>
  );
}
