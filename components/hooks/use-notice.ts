import { useEffect } from "react";
import { clearBadge } from "../../lib/browser/badge";
import type { Failure } from "../../lib/failure/failure";
import { clearSetting } from "../../lib/storage/settings";
import { useAttempt } from "../status/report-failure";
import { useSetting } from "./use-setting";

/** Time to read a sentence (ms): a popup that closes sooner shows it again. */
const readingTime = 4_000;

/** Hands over what went wrong with the last right-click; the badge that told of it goes once it was read. */
export function useNotice(report: (failure: Failure) => void): void {
  const { value: notice } = useSetting("notice");
  const attempt = useAttempt();
  useEffect(() => {
    if (!notice) return;
    report(notice.failure);
    const timer = setTimeout(() => {
      attempt(Promise.all([clearSetting("notice"), clearBadge()]));
    }, readingTime);
    return () => clearTimeout(timer);
  }, [notice, report, attempt]);
}
