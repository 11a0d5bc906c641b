import { Ban, Info, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Failure } from "../../lib/errors";
import type { GenerationIn } from "../../lib/generation";
import { isSecondLook } from "../../lib/retry";
import { failureText, text } from "../../lib/text";
import { Button, IconButton } from "../button";
import { FailureIcon, Remedies } from "../failure-note";
import type { ResultActions } from "./use-result-actions";

interface EndedCardProps {
  generation: GenerationIn<"failed" | "cancelled">;
  actions: ResultActions;
  children: ReactNode;
}

/** A generation that ended without a picture: what happened, and what can be done. */
export function EndedCard({ generation, actions, children }: EndedCardProps) {
  const { id } = generation;
  const failure = generation.status === "failed" ? generation.failure : undefined;
  return (
    <>
      <div className={`flex flex-1 flex-col gap-1.5 rounded-thumb p-2.5 text-12 ${toneOf(failure)}`}>
        <Heading failure={failure} />
        {failure && (
          <p className="line-clamp-7 wrap-anywhere" title={failureText(failure)}>
            {failureText(failure)}
          </p>
        )}
        {isSecondLook(generation) && <p>{text("retrySendsAgain")}</p>}
        <div className="mt-auto flex flex-wrap gap-1.5 pt-1 *:grow">
          {failure ? (
            <Remedies failure={failure} retry={{ generation, press: () => actions.retry(generation) }} />
          ) : (
            <Button size="small" onClick={() => actions.runAgain(generation)}>
              {text("runAgain")}
            </Button>
          )}
          <div className="-mr-1 flex justify-end gap-0.5">
            <IconButton
              icon={Info}
              name={text("details")}
              data-opens-details
              onClick={() => actions.openDetails(id)}
            />
            <IconButton icon={Trash2} name={text("delete")} onClick={() => actions.remove(generation)} />
          </div>
        </div>
      </div>
      {children}
    </>
  );
}

function toneOf(failure: Failure | undefined): string {
  if (!failure) return "border border-dashed border-line-strong";
  return failure.code === "blocked" ? "bg-warning-soft" : "bg-danger-soft";
}

function Heading({ failure }: { failure: Failure | undefined }) {
  const ended = failure ? "failed" : "cancelled";
  return (
    <p className="flex gap-1.5 font-semibold">
      {failure ? (
        <FailureIcon failure={failure} />
      ) : (
        <Ban size={16} aria-hidden="true" className="shrink-0 text-ink-soft" />
      )}
      {text(failure?.code === "blocked" ? "blocked" : ended)}
    </p>
  );
}
