import { ArrowLeft } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { text } from "../../lib/browser/i18n";
import { Button } from "./button";

interface PageNavProps {
  /** Has the focus when the page comes: whoever came by keyboard goes on from here. */
  ref: RefObject<HTMLElement | null>;
  name: string;
  onBack: () => void;
  children: ReactNode;
  className: string;
}

/** The head of what stands in place of the grid: the way back, and what its page puts beside it. */
export function PageNav({ ref, name, onBack, children, className }: PageNavProps) {
  return (
    <nav
      ref={ref}
      tabIndex={-1}
      aria-label={name}
      className={`sticky top-0 z-head flex flex-wrap items-center border-b border-line bg-surface px-2 py-2 outline-none ${className}`}
    >
      <Button variant="quiet" size="small" onClick={onBack}>
        <ArrowLeft size={16} aria-hidden="true" />
        {text("back")}
      </Button>
      {children}
    </nav>
  );
}
