import { useState } from "react";
import { isLostAtFileDialog } from "../../lib/browser/file-dialog";
import type { Role } from "../../lib/domain/tray";
import { readDropped } from "../../lib/export/read-image-file";
import { type Failure, toFailure } from "../../lib/failure/failure";
import { draftPrompt } from "../../lib/storage/draft";
import { Composer } from "../composer/composer";
import { useFileDrops } from "../hooks/use-file-drops";
import { useFirstPaint } from "../hooks/use-first-paint";
import { useNotice } from "../hooks/use-notice";
import { useSidePanel } from "../hooks/use-side-panel";
import { ReportFailureTo } from "../status/report-failure";
import { PopupHeader } from "./popup-header";

const losesFiles = isLostAtFileDialog();

/** The popup: the composer, and the ways to the other pages. */
export function PopupPage() {
  const [failure, setFailure] = useState<Failure>();
  // It is opened to write a prompt: that is drawn first, and all else a frame later, in places that are kept for it.
  const isWhole = useFirstPaint();
  useNotice(setFailure);
  // A picture of ours brings its prompt back.
  const takePrompt = (file: File) => {
    setFailure(undefined);
    readDropped(file).then(
      ({ prompt }) => void draftPrompt(prompt),
      (error) => setFailure(toFailure(error)),
    );
  };
  useFileDrops(([file]) => takePrompt(file));
  const openSidePanel = useSidePanel();
  const chooseInPanel = (slot: Role) => void openSidePanel({ slot }).then(() => window.close());
  return (
    <ReportFailureTo value={setFailure}>
      <main className="flex w-95 max-w-full flex-col gap-3 px-4 py-3.5">
        {isWhole ? <PopupHeader /> : <div className="h-8" />}
        <Composer
          failure={failure}
          showsBatch
          onFile={takePrompt}
          startsInPrompt
          isWhole={isWhole}
          chooseElsewhere={losesFiles ? chooseInPanel : undefined}
        />
      </main>
    </ReportFailureTo>
  );
}
