import { CircleAlert, ShieldAlert, X } from "lucide-react";
import { failureText, text } from "../../lib/browser/i18n";
import { openOptions } from "../../lib/browser/open-options";
import { chargedForAll } from "../../lib/domain/charge";
import type { Generation } from "../../lib/domain/generation";
import { isSecondLook, retryPays, retryWayOf } from "../../lib/domain/retry";
import type { Failure } from "../../lib/failure/failure";
import { remedyFor } from "../../lib/failure/remedy";
import type { PressEvent } from "../paid/pay-press";
import { ResultCost } from "../pricing/result-price";
import { Button, buttonClass, IconButton } from "../ui/button";
import { AllowFalButton } from "./allow-fal-button";

const billingPage = "https://fal.ai/dashboard/billing";

/** A Retry beside failed generations that are alike: what it does there, and the press for all of them. */
interface RetryOffer {
  generations: readonly [Generation, ...Generation[]];
  press: (event: PressEvent) => void;
}

interface RemediesProps {
  failure: Failure;
  retry?: RetryOffer | undefined;
  tabIndex?: 0 | -1;
}

/** The right button beside a failure, with Retry where something can be tried again. */
export function Remedies({ failure, retry, tabIndex }: RemediesProps) {
  const remedy = remedyFor(failure.code);
  return (
    <>
      {remedy === "options" && (
        <Button size="small" tabIndex={tabIndex} onClick={openOptions}>
          {text("openOptions")}
        </Button>
      )}
      {remedy === "allow-fal" && <AllowFalButton tabIndex={tabIndex} />}
      {remedy === "billing" && (
        <a
          href={billingPage}
          target="_blank"
          rel="noreferrer"
          tabIndex={tabIndex}
          className={buttonClass({ size: "small" })}
        >
          {text("topUp")}
        </a>
      )}
      {retry && remedy !== "none" && (
        <Button size="small" tabIndex={tabIndex} onClick={retry.press}>
          {retryWayOf(retry.generations[0]) === "download" ? text("retryDownload") : text("retry")}
        </Button>
      )}
    </>
  );
}

/** The sign of a failure, in its colour. */
export function FailureIcon({ failure }: { failure: Failure }) {
  const Icon = failure.code === "blocked" ? ShieldAlert : CircleAlert;
  return (
    <Icon
      size={16}
      aria-hidden="true"
      className={`shrink-0 ${failure.code === "blocked" ? "text-warning" : "text-danger"}`}
    />
  );
}

interface NoteProps {
  failure: Failure;
  retry?: RetryOffer | undefined;
  onDismiss?: (() => void) | undefined;
  /** The sentence, where another than the failure's own fits better. */
  words?: string | undefined;
}

/** A failure as a note: its sentence, and what can be done about it. */
export function FailureNote({ failure, retry, onDismiss, words }: NoteProps) {
  const ended: readonly Generation[] = retry?.generations ?? [];
  const charged = chargedForAll(ended.filter((one) => one.status === "failed"));
  const hasRemedy = retry || ["options", "allow-fal", "billing"].includes(remedyFor(failure.code));
  const tone = failure.code === "blocked" ? "bg-warning-soft" : "bg-danger-soft";
  return (
    <div className={`flex gap-2 rounded-control py-2 pr-1.5 pl-2.5 ${tone}`}>
      <span className="mt-0.5">
        <FailureIcon failure={failure} />
      </span>
      <div className="min-w-0 flex-1 space-y-2 pr-1 wrap-anywhere">
        <p>
          {ended.length > 1 && <span className="font-semibold">{text("failedMany", ended.length)} </span>}
          {words ?? failureText(failure)}
        </p>
        {charged && <p className="text-12">{text(`charged_${charged}`)}</p>}
        {ended.some(isSecondLook) && <p>{text("retrySendsAgain")}</p>}
        {hasRemedy && (
          <div className="flex flex-wrap gap-1.5">
            <Remedies failure={failure} retry={retry} />
            {retry && <RetryCost generations={retry.generations} />}
          </div>
        )}
      </div>
      {onDismiss && <IconButton icon={X} name={text("dismiss")} onClick={onDismiss} className="-my-1" />}
    </div>
  );
}

/** What the Retry costs, of those that it pays for. */
function RetryCost({ generations }: Pick<RetryOffer, "generations">) {
  const payed = generations.filter(retryPays);
  return payed[0] ? <ResultCost generation={payed[0]} images={payed.length} /> : null;
}
