import { language, text } from "../../lib/browser/i18n";
import { type Generation, isCancelling, isOpen, type OpenGeneration } from "../../lib/domain/generation";

/** How far a generation is, from 0 to 1. fal reports stages and no percentage, so each stage is one step. */
export function progressOf(generation: Generation): number {
  if (!isOpen(generation)) return 1;
  if (generation.status === "queued") return 0.04;
  if (generation.status === "submitting") return 0.12;
  if (generation.status === "saving") return 0.9;
  return generation.phase === "in-queue" ? 0.25 : 0.6;
}

/** What is happening now, in a few words: `in queue, 3rd`. */
export function phaseText(generation: OpenGeneration): string {
  if (isCancelling(generation)) return text("phaseCancelling");
  if (generation.status === "queued") return text("phaseQueued");
  if (generation.status === "submitting")
    return text(generation.looking ? "phaseLooking" : "phaseSubmitting");
  if (generation.status === "saving") return text("phaseSaving");
  if (generation.phase === "in-progress") return text("phaseRunning");
  return queueText(generation.queuePosition);
}

function queueText(position: number | undefined): string {
  if (position === undefined) return text("phaseInQueue");
  // fal counts those before this one.
  if (position === 0) return text("phaseNextInQueue");
  return text("phaseInQueueAt", ordinal(position + 1));
}

function ordinal(position: number): string {
  const rule = new Intl.PluralRules(language(), { type: "ordinal" }).select(position);
  const known = rule === "one" || rule === "two" || rule === "few" ? rule : "other";
  return text(`ordinal_${known}`, position);
}

/** Whole seconds since the request was sent; undefined before that. */
export function elapsedSeconds(generation: OpenGeneration, now: number): number | undefined {
  if (generation.status === "queued") return undefined;
  return Math.max(0, Math.floor((now - generation.submittedAt) / 1000));
}
