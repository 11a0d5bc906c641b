import { ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";

interface FoldProps {
  title: string;
  open: boolean;
  onToggle: (open: boolean) => void;
  className?: string;
  children: ReactNode;
}

/** A heading that shows and hides what belongs to it. */
export function Fold({ title, open, onToggle, className = "", children }: FoldProps) {
  const content = useId();
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={content}
        onClick={() => onToggle(!open)}
        className="-ml-1 flex min-h-6 items-center gap-1 rounded-thumb pr-1 text-12 text-ink-soft hover:text-ink"
      >
        <ChevronRight
          size={14}
          aria-hidden="true"
          className={`shrink-0 transition-transform ${open ? "rotate-90" : ""}`}
        />
        {title}
      </button>
      <div id={content} className={className}>
        {open && children}
      </div>
    </div>
  );
}
