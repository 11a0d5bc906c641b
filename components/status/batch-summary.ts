import { text } from "../../lib/browser/i18n";
import type { Generation } from "../../lib/domain/generation";

/** How many of these are ready, now that all have ended; nothing is said when there is not one picture. */
export function readyText(ended: Generation[]): string | undefined {
  const done = ended.filter(({ status }) => status === "done").length;
  if (done === 0)
    return ended.some(({ status }) => status === "cancelled") ? text("batchCancelled") : undefined;
  return done === ended.length
    ? text(done === 1 ? "readyOne" : "readyMany", done)
    : text("readySome", done, ended.length);
}

/** How all of these ended, failures too, for those who only hear it. */
export function endedText(ended: Generation[]): string {
  const failed = ended.filter(({ status }) => status === "failed").length;
  const failures = failed > 0 ? text(failed === 1 ? "failedOne" : "failedMany", failed) : undefined;
  return [readyText(ended), failures].filter(Boolean).join(" ");
}
