import { Ban, ChevronUp, RotateCw, Trash2 } from "lucide-react";
import type { CSSProperties } from "react";
import { failureText, text } from "../../../lib/browser/i18n";
import { chargedForAll } from "../../../lib/domain/charge";
import type { Generation, GenerationIn } from "../../../lib/domain/generation";
import { isSecondLook, retryPays } from "../../../lib/domain/retry";
import type { Failure } from "../../../lib/failure/failure";
import { remedyFor } from "../../../lib/failure/remedy";
import type { PressEvent } from "../../paid/pay-press";
import { ResultPrice } from "../../pricing/result-price";
import { FailureIcon, Remedies } from "../../status/failure-note";
import { Button, IconButton } from "../../ui/button";
import { useActions } from "../actions/use-result-actions";
import type { CardProps } from "./card-props";
import { SelectButton, TileButton } from "./tile-button";

/** A generation that ended without a picture, or several alike: what happened, and what can be done. */
export function EndedCard(props: CardProps & { generation: GenerationIn<"failed" | "cancelled"> }) {
  const { generation, ...card } = props;
  const { tabIndex, selected, fold } = card;
  const actions = useActions();
  const failure = generation.status === "failed" ? generation.failure : undefined;
  const all = (fold && !fold.open ? fold.members : undefined) ?? [generation];
  const payed = all.filter((one) => one.status !== "failed" || retryPays(one)).length;
  const press = (event: PressEvent) => {
    for (const one of all) actions.retry(one, event);
  };
  // Beside another remedy there is no room for a second button with words.
  const small = failure !== undefined && ["options", "billing"].includes(remedyFor(failure.code));
  return (
    <div
      className={`group/card relative flex size-full flex-col gap-0.5 overflow-hidden rounded-thumb p-1.5 text-12 ${toneOf(failure)} ${selected ? "ring-3 ring-accent" : ""}`}
    >
      <Heading failure={failure} count={all.length} crowded={small || fold?.open === true} />
      {failure && (
        <Sentence
          message={isSecondLook(generation) ? text("retrySendsAgain") : failureText(failure)}
          height={card.height - line - (payed > 0 ? line : 0)}
        />
      )}
      <TileButton {...card} />
      <ChargeLine ended={all} />
      <div className="pointer-events-none relative mt-auto flex flex-wrap items-center gap-0.5 *:pointer-events-auto">
        {failure ? (
          <Remedies
            failure={failure}
            tabIndex={tabIndex}
            retry={small ? undefined : { generations: [generation], press }}
          />
        ) : (
          <Button size="small" tabIndex={tabIndex} onClick={(event) => actions.runAgain(generation, event)}>
            {text("runAgain")}
          </Button>
        )}
        {payed > 0 && <ResultPrice generation={generation} images={payed} className="px-1 text-ink-soft" />}
      </div>
      <div className="absolute top-0.5 right-0.5 flex">
        {fold?.open && (
          <IconButton
            icon={ChevronUp}
            name={text("failuresFold")}
            tabIndex={tabIndex}
            onClick={() => actions.toggleFold(generation.id)}
          />
        )}
        {small && <IconButton icon={RotateCw} name={text("retry")} tabIndex={tabIndex} onClick={press} />}
        <IconButton
          icon={Trash2}
          name={text("delete")}
          tabIndex={tabIndex}
          onClick={() => actions.removeRow(generation.id)}
        />
      </div>
      <SelectButton {...card} corner="top-0.5 left-0.5" />
    </div>
  );
}

/** In two words whether it was charged, as far as can be known; in its tooltip and in Details the whole sentence. */
function ChargeLine({ ended }: { ended: Generation[] }) {
  const charged = chargedForAll(ended.filter((one) => one.status === "failed"));
  if (!charged) return null;
  return (
    <p title={text(`charged_${charged}`)} className="shrink-0 truncate px-1 leading-4 text-ink-soft">
      {text(`chargedShort_${charged}`)}
    </p>
  );
}

function toneOf(failure: Failure | undefined): string {
  if (!failure) return "border border-dashed border-line-strong";
  return failure.code === "blocked" ? "bg-warning-soft" : "bg-danger-soft";
}

interface HeadingProps {
  failure: Failure | undefined;
  /** How many ended in just this. */
  count: number;
  crowded: boolean;
}

function Heading({ failure, count, crowded }: HeadingProps) {
  const one = failure?.code === "blocked" ? "blocked" : failure ? "failed" : "cancelled";
  return (
    // Room for the button that chooses, which lies over the sign, and for those at the right.
    <p className={`flex h-5 items-center gap-2.5 pl-1 font-semibold ${crowded ? "pr-13" : "pr-7"}`}>
      {failure ? (
        <FailureIcon failure={failure} />
      ) : (
        <Ban size={16} aria-hidden="true" className="shrink-0 text-ink-soft" />
      )}
      <span className="truncate">{count > 1 ? text("failedCount", count) : text(one)}</span>
    </p>
  );
}

/** Padding, heading and buttons of a card, and the height of a line, in px. */
const [around, line] = [12 + 20 + 28 + 8, 16];

/** As many whole lines as there is room for; the rest is in the tooltip and in Details. */
function Sentence({ message, height }: { message: string; height: number }) {
  return (
    <p
      title={message}
      className="line-clamp-(--lines) px-1 leading-4 wrap-anywhere"
      style={{ "--lines": Math.max(2, Math.floor((height - around) / line)) } as CSSProperties}
    >
      {message}
    </p>
  );
}
