import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { text } from "../../lib/browser/i18n";
import type { Role } from "../../lib/domain/tray";
import type { Failure } from "../../lib/failure/failure";
import { ReportFailureTo } from "../status/report-failure";
import { Composer } from "./composer";

interface NewPictureProps {
  open: boolean;
  onToggle: () => void;
  onFile: (file: File) => void;
  wanted: { role: Role } | undefined;
}

/** The composer on top of the side panel, which can be folded away. */
export function NewPicture({ open, onToggle, onFile, wanted }: NewPictureProps) {
  const content = useId();
  const [failure, setFailure] = useState<Failure>();
  return (
    <ReportFailureTo value={setFailure}>
      <section aria-label={text("newPictureTitle")} className="border-b border-line px-3 pt-1">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={content}
          onClick={onToggle}
          className="-mx-1.5 flex min-h-9 w-[calc(100%+12px)] items-center justify-between rounded-control px-1.5 text-15 font-semibold tracking-tight transition-colors hover:bg-sunken"
        >
          {text("newPictureTitle")}
          <ChevronDown
            size={18}
            aria-hidden="true"
            className={`text-ink-soft transition-transform ${open ? "rotate-180" : ""}`}
          />
        </button>
        <div id={content} className={open ? "mx-auto max-w-120 pt-1 pb-3" : "pb-1"}>
          {open && <Composer failure={failure} onFile={onFile} startsInPrompt={false} wanted={wanted} />}
        </div>
      </section>
    </ReportFailureTo>
  );
}
