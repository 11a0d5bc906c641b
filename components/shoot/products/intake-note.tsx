import { X } from "lucide-react";
import { failureText, text } from "../../../lib/browser/i18n";
import { truncate } from "../../format/truncate";
import { FailureIcon } from "../../status/failure-note";
import { IconButton } from "../../ui/button";
import { ProgressBar } from "../../ui/progress-bar";
import type { Intake } from "./use-product-intake";

/** So many files that could not be read are named. */
const named = 3;

/** How the reading of picture files goes, and what did not become a product. */
export function IntakeNote({ intake, onDismiss }: { intake: Intake; onDismiss: () => void }) {
  const { all, read, there, unread } = intake;
  if (read < all)
    return (
      <div className="flex max-w-100 items-center gap-3 text-12 text-ink-soft">
        <ProgressBar value={read / all} name={text("picturesRead", read, all)} />
        <span className="whitespace-nowrap tabular-nums">{text("picturesRead", read, all)}</span>
      </div>
    );
  if (there === 0 && unread.length === 0) return null;
  return (
    <div className="flex max-w-160 items-start gap-2 rounded-control bg-sunken py-1.5 pr-1 pl-2.5 text-12">
      <ul className="min-w-0 flex-1 space-y-1">
        {there > 0 && <li>{text(there === 1 ? "productThereOne" : "productThereMany", there)}</li>}
        {unread.slice(0, named).map(({ name, failure }, i) => (
          <li key={i} className="flex gap-1.5 wrap-anywhere">
            <FailureIcon failure={failure} />
            <span>
              <bdi className="font-semibold">{truncate(name, 60)}</bdi> {failureText(failure)}
            </span>
          </li>
        ))}
        {unread.length > named && <li>{text("unreadMore", unread.length - named)}</li>}
      </ul>
      <IconButton icon={X} name={text("dismiss")} onClick={onDismiss} />
    </div>
  );
}
