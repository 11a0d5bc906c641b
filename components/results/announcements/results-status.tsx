import { CircleCheck, Undo2, X } from "lucide-react";
import { text } from "../../../lib/browser/i18n";
import { FailureNote } from "../../status/failure-note";
import { Button, IconButton } from "../../ui/button";
import type { Results } from "../state/use-results";
import type { Toast } from "../state/use-toast";
import { useRunAnnouncements, useSearchAnnouncements } from "./use-announcements";

/** The live region: a toast on screen; news of pictures and of a search is for screen readers only. */
export function ResultsStatus({ toast, results }: { toast: Toast; results: Results }) {
  const heard = [useRunAnnouncements(), useSearchAnnouncements(results)];
  return (
    <div
      role="status"
      aria-atomic="false"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-float flex justify-center p-3"
    >
      <p className="sr-only">{heard[0]}</p>
      <p className="sr-only">{heard[1]}</p>
      {toast.message && <ToastView toast={toast} />}
    </div>
  );
}

function ToastView({ toast }: { toast: Toast }) {
  const { text: message, failure, onUndo } = toast.message ?? {};
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: not a control, it only waits while somebody is at it
    <div
      className="pointer-events-auto w-full max-w-105 rounded-card border border-line bg-raised p-1.5 shadow-float"
      onMouseEnter={() => toast.hold(true)}
      onMouseLeave={() => toast.hold(false)}
      onFocus={() => toast.hold(true)}
      onBlur={() => toast.hold(false)}
    >
      {failure ? (
        <FailureNote failure={failure} onDismiss={toast.dismiss} />
      ) : (
        <div className="flex flex-wrap items-center justify-end gap-2 pl-2">
          <CircleCheck size={16} aria-hidden="true" className="shrink-0 text-success" />
          <p className="line-clamp-2 min-w-0 flex-1 basis-20 wrap-anywhere" title={message}>
            {message}
          </p>
          {onUndo && (
            <Button size="small" onClick={toast.undo}>
              <Undo2 size={14} aria-hidden="true" />
              {text("undo")}
            </Button>
          )}
          <IconButton icon={X} name={text("dismiss")} onClick={toast.dismiss} />
        </div>
      )}
    </div>
  );
}
