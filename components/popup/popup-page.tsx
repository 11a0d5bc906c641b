import { useState } from "react";
import type { Failure } from "../../lib/failure/failure";
import { ReportFailureTo } from "../status/report-failure";
import { BatchView } from "./batch-view";
import { NoAccessNotice } from "./no-access-notice";
import { PopupHeader } from "./popup-header";
import { PopupStatus } from "./popup-status";
import { PromptForm } from "./prompt-form";
import { TrayView } from "./tray-view";
import { useBatch } from "./use-batch";
import { useNotice } from "./use-notice";

/** The popup: the tray, the prompt, and the batch that runs. */
export function PopupPage() {
  const [failure, setFailure] = useState<Failure>();
  useNotice(setFailure);
  const batch = useBatch();
  return (
    <ReportFailureTo value={setFailure}>
      <main className="flex w-95 max-w-full flex-col gap-3 px-4 py-3.5">
        <PopupHeader report={setFailure} />
        <NoAccessNotice />
        <TrayView report={setFailure} />
        <PromptForm report={setFailure} />
        <PopupStatus failure={failure} report={setFailure} batch={batch} />
        <BatchView batch={batch} report={setFailure} />
      </main>
    </ReportFailureTo>
  );
}
