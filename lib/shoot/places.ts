import type { Generation } from "../domain/generation";

/** So many requests of one shoot are open at fal at a time. */
const maxAtFal = 4;

/**
 * While so many of its pictures are being fetched, nothing more of a shoot is sent: one whose pictures cannot be
 * fetched must not go on paying for others.
 */
const maxSaving = 4;

/**
 * A submit that is looked for counts as open until it was looked for so often in vain: by then fal's history mostly
 * shows what it has, and the looking blocks nobody.
 */
const looksThatCount = 2;

/** Whether a generation takes one of the places that a shoot has at fal. What is being fetched has left it. */
function isAtFal(generation: Generation): boolean {
  if (generation.status === "submitting") return (generation.looking?.looks ?? 0) < looksThatCount;
  return generation.status === "running";
}

/** How many more of a shoot may be sent now, by what it has open. */
export function placesLeft(open: readonly Generation[]): number {
  const saving = open.filter(({ status }) => status === "saving").length;
  return saving < maxSaving ? Math.max(0, maxAtFal - open.filter(isAtFal).length) : 0;
}

/** How many more of a shoot may be made queued, by what it has open: never more than can be sent now. */
export function roomFor(open: readonly Generation[]): number {
  return placesLeft(open) - open.filter(({ status }) => status === "queued").length;
}

/** Whether anything of a shoot is still to come, by what it has open: a submit that is looked for in vain is not waited for. */
export function isUnderWay(open: readonly Generation[]): boolean {
  return open.some((one) => one.status === "queued" || one.status === "saving" || isAtFal(one));
}
