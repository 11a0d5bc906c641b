import { Ban, Trash2 } from "lucide-react";
import type { Failure } from "../../lib/errors";
import type { GenerationIn } from "../../lib/generation";
import { isSecondLook } from "../../lib/retry";
import { failureText, text } from "../../lib/text";
import { Button, IconButton } from "../button";
import { FailureIcon, Remedies } from "../failure-note";
import type { CardProps } from "./result-item";
import { SelectButton, TileButton } from "./tile-button";

/** A generation that ended without a picture: what happened, and what can be done. */
export function EndedCard(props: CardProps & { generation: GenerationIn<"failed" | "cancelled"> }) {
  const { generation, ...card } = props;
  const { actions, tabIndex, selected } = card;
  const failure = generation.status === "failed" ? generation.failure : undefined;
  return (
    <div
      className={`group/card relative flex size-full flex-col gap-1 overflow-hidden rounded-thumb p-2 text-12 ${toneOf(failure)} ${selected ? "ring-3 ring-accent" : ""}`}
    >
      <Heading failure={failure} />
      {failure && (
        <p className="min-h-0 flex-1 overflow-hidden leading-4 wrap-anywhere" title={failureText(failure)}>
          {isSecondLook(generation) ? text("retrySendsAgain") : failureText(failure)}
        </p>
      )}
      <TileButton {...card} />
      <div className="pointer-events-none relative mt-auto flex flex-wrap items-center gap-1 *:pointer-events-auto">
        {failure ? (
          <Remedies
            failure={failure}
            tabIndex={tabIndex}
            retry={{ generation, press: () => actions.retry(generation) }}
          />
        ) : (
          <Button size="small" tabIndex={tabIndex} onClick={() => actions.runAgain(generation)}>
            {text("runAgain")}
          </Button>
        )}
        <IconButton
          icon={Trash2}
          name={text("delete")}
          tabIndex={tabIndex}
          onClick={() => actions.remove(generation)}
          className="ml-auto"
        />
      </div>
      <SelectButton {...card} corner="right-1.5" />
    </div>
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
