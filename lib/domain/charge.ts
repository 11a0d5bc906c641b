import type { FailureCode } from "../failure/failure";
import type { GenerationIn } from "./generation";
import { entriesAfter, openEntry } from "./ledger";

/** Whether a failed generation was charged, as far as can be known. */
export type Charged = "yes" | "no" | "unknown";

/** fal has made its output: the safety check, the download or the disk only kept it from the user. */
const made: readonly FailureCode[] = ["blocked", "picture_expired", "picture_unreadable", "storage_full"];

/** The same of several: unknown when one was charged and another not. */
export function chargedForAll([first, ...others]: readonly GenerationIn<"failed">[]): Charged | undefined {
  const charged = first && chargedFor(first);
  return others.some((one) => chargedFor(one) !== charged) ? "unknown" : charged;
}

/** By the ledger's own rules; what fal made is billed even where it told no units. */
export function chargedFor(generation: GenerationIn<"failed">): Charged {
  const { request, failure } = generation;
  if (request && made.includes(failure.code)) return "yes";
  const asked = openEntry(generation, 0, { cautiousUsd: 0 });
  const entry = entriesAfter({ ...asked, ...(request && { requestId: request.requestId }) }, generation).at(
    -1,
  );
  if (!entry || entry.state === "free") return "no";
  return entry.state === "charged" ? "yes" : "unknown";
}
