import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";

export interface Outcome {
  status: "success" | "error" | "pending";
  message: string;
}

const looks = {
  success: { Icon: CircleCheck, colour: "text-success" },
  error: { Icon: CircleAlert, colour: "text-danger" },
  pending: { Icon: LoaderCircle, colour: "text-ink-soft animate-spin" },
};

interface OutcomeLineProps {
  outcome: Outcome | undefined;
  /** The page's own status; a page has one. */
  main?: boolean;
}

/** How the last press ended, in a live region that is always there. */
export function OutcomeLine({ outcome, main = false }: OutcomeLineProps) {
  const { Icon, colour } = looks[outcome?.status ?? "success"];
  return (
    // A flow of its own: an empty line's margin would otherwise eat the one below as well.
    <div aria-live="polite" {...(main && { role: "status" })} className="flow-root empty:-mt-3">
      {outcome && (
        <p className="flex gap-2">
          <Icon size={16} aria-hidden="true" className={`mt-0.5 shrink-0 ${colour}`} />
          <span className="wrap-anywhere">{outcome.message}</span>
        </p>
      )}
    </div>
  );
}
