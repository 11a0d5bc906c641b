import type { Failure } from "../../lib/failure/failure";
import type { Batch } from "../../lib/history/current-batch";
import { FalAccessNotice } from "../status/fal-access-notice";
import { BatchView } from "./batch-view";
import { ComposerStateProvider, type ComposerSurroundings, useComposerState } from "./composer-state";
import { ComposerStatus } from "./composer-status";
import { ModeChoice } from "./mode-choice";
import { NoAccessNotice } from "./no-access-notice";
import { PromptForm } from "./prompt-form";
import { TrayView } from "./tray-view";

interface ComposerProps {
  /** What went wrong last. Everything inside tells it by `useReportFailure`. */
  failure: Failure | undefined;
  /** The batch under way and the last pictures, where no list of results stands beside. */
  batch?: Batch;
  /** A picture file was handed in to bring its prompt back. */
  onFile: (file: File) => void;
  /** The prompt has the focus from the start. */
  startsInPrompt: boolean;
  chooseElsewhere?: ComposerSurroundings["chooseElsewhere"];
  wanted?: ComposerSurroundings["wanted"];
}

/** The references, what is sent of them, the prompt, and Generate: the same in the popup and in the side panel. */
export function Composer({ failure, batch, onFile, startsInPrompt, ...around }: ComposerProps) {
  const { chooseElsewhere, wanted } = around;
  return (
    <ComposerStateProvider value={useComposerState({ chooseElsewhere, wanted })}>
      <div className="flex flex-col gap-3">
        <NoAccessNotice />
        <FalAccessNotice />
        <TrayView />
        <ModeChoice />
        <PromptForm onFile={onFile} autoFocus={startsInPrompt} />
        <ComposerStatus failure={failure} batch={batch?.current ?? []} />
        {batch && <BatchView batch={batch} />}
      </div>
    </ComposerStateProvider>
  );
}
