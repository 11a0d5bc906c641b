import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { type Failure, toFailure } from "../../lib/failure/failure";
import { FailureNote } from "./failure-note";

type Report = (failure: Failure | undefined) => void;

const ReportFailure = createContext<Report>(() => undefined);

/** Where a page itself shows what failed in it; everything inside reports there. */
export const ReportFailureTo = ReportFailure.Provider;

/** Reports a failure where the page shows it; `undefined` takes the last one away. */
export const useReportFailure = (): Report => useContext(ReportFailure);

/** Lets work go on by itself: should it fail, the page says so. No write is started without it. */
export function useAttempt(): (work: Promise<unknown>) => void {
  const report = useReportFailure();
  return useCallback((work) => void work.catch((error) => report(toFailure(error))), [report]);
}

/** Shows at the foot of the window what nothing inside shows itself. */
export function FailureFoot({ children }: { children: ReactNode }) {
  const [failure, setFailure] = useState<Failure>();
  return (
    <ReportFailure value={setFailure}>
      {children}
      <div
        role="alert"
        className="fixed inset-x-3 bottom-3 z-float mx-auto max-w-120 rounded-control bg-raised shadow-float empty:hidden"
      >
        {failure && <FailureNote failure={failure} onDismiss={() => setFailure(undefined)} />}
      </div>
    </ReportFailure>
  );
}
