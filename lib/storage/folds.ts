/** What can be folded away, and is found again as it was left. */
export type FoldName = "composer" | "technical" | "details";

const keyOf = (name: FoldName) => `fold-${name}`;

/*
 * In the pages' own Web Storage: it is there before the first paint, so that nothing jumps.
 */

/** Whether it was left open; `byDefault` when it was never touched. */
export function readFold(name: FoldName, byDefault: boolean): boolean {
  const stored = localStorage.getItem(keyOf(name));
  return stored === null ? byDefault : stored === "open";
}

/** Keeps whether it is open. A full disk costs only that. */
export function writeFold(name: FoldName, open: boolean): void {
  try {
    localStorage.setItem(keyOf(name), open ? "open" : "folded");
  } catch {
    // The page still has it.
  }
}
