import { language, type TextKey, text } from "../../lib/browser/i18n";
import { type Generation, maxTimings } from "../../lib/domain/generation";
import { costOfGeneration } from "../../lib/domain/ledger";
import { guidance, type Mode, strength } from "../../lib/domain/request";
import { sentPromptOf, stepsOf } from "../../lib/domain/sent-request";
import { fullTime } from "../format/dates";
import { formatExactUsd } from "../format/money";
import { formatBytes, formatNumber, formatSeconds } from "../format/numbers";
import { truncate } from "../format/truncate";

/** A mode in words. */
export function modeText(mode: Mode): string {
  return text(`mode_${modeKeys[mode]}`);
}

const modeKeys = {
  "text-to-image": "text",
  "image-to-image": "image",
  "multi-reference": "combined",
} as const;

type Fact = [name: TextKey, value: string | undefined];

/** What only those ask for who look into how a picture was made; the rest is for everybody. */
export const technicalFacts: ReadonlySet<TextKey> = new Set([
  "factModel",
  "factSteps",
  "factCfg",
  "factStrength",
  "factAskedSize",
  "factSentences",
  "factSentPrompt",
  "factSeed",
  "factTimings",
  "factRequestId",
]);

/** Every parameter and every measure of a generation, always in the same places of the list. */
export function generationFacts(generation: Generation): Fact[] {
  const { mode, endpoint, number, batchSize, createdAt, imageSize, sentences } = generation;
  const request = "request" in generation ? generation.request : undefined;
  return [
    ["factMode", modeText(mode)],
    ["factModel", endpoint],
    ["factSteps", formatNumber(stepsOf(generation))],
    ["factCfg", formatNumber(guidance, 2)],
    ["factStrength", mode === "image-to-image" ? formatNumber(strength, 2) : undefined],
    ["factAskedSize", imageSize && `${imageSize.width}×${imageSize.height}`],
    ["factSentences", sentences === undefined ? undefined : text(sentences ? "yes" : "no")],
    ["factSentPrompt", sentences ? truncate(sentPromptOf(generation), 2000) : undefined],
    ["factImage", text("countOf", number, batchSize)],
    ...doneFacts(generation),
    ["factCost", costText(costOfGeneration(generation))],
    ["factCreated", fullTime(createdAt)],
    ["factDuration", durationOf(generation)],
    ["factTimings", timingsOf(generation)],
    ["factRequestId", request?.requestId],
  ];
}

function doneFacts(generation: Generation): Fact[] {
  const done = generation.status === "done" ? generation : undefined;
  return [
    // A seed is a name and no quantity: it is written without separators.
    ["factSeed", done?.seed === undefined ? undefined : String(done.seed)],
    ["factSize", done && `${done.width}×${done.height}, ${formatBytes(done.bytes)}`],
  ];
}

/** What a request cost, and how surely that is known. */
function costText(cost: ReturnType<typeof costOfGeneration>): string | undefined {
  if (!cost) return undefined;
  const { usd, units, isEstimate, isUnknown } = cost;
  if (usd === undefined) return units ? text("costUnits", formatNumber(units, 4)) : text("costNotKnown");
  const amount = formatExactUsd(usd);
  if (isUnknown) return text("costUnknown", amount);
  if (isEstimate) return text("costEstimate", amount);
  return units ? text("costExact", amount, formatNumber(units, 4)) : text("costFree", amount);
}

function durationOf(generation: Generation): string | undefined {
  if (!("finishedAt" in generation) || generation.submittedAt === undefined) return undefined;
  const elapsed = generation.finishedAt - generation.submittedAt;
  // Less than nothing: the clock was put back meanwhile, and nobody knows.
  return elapsed < 0 ? undefined : formatSeconds(elapsed / 1000, 1);
}

function timingsOf(generation: Generation): string | undefined {
  if (generation.status !== "done" || !generation.timings) return undefined;
  // Whatever was stored before fal's answers were bounded: a screen is not for thousands of names.
  const timings = Object.entries(generation.timings)
    .slice(0, maxTimings)
    .map(([name, value]) => `${name} ${formatSeconds(value, 2)}`);
  return new Intl.ListFormat(language(), { type: "unit" }).format(timings);
}
