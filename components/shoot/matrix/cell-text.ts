import { text } from "../../../lib/browser/i18n";
import { type CellCounts, type CellState, presentIn } from "../../../lib/shoot/cells";
import type { CellPictures } from "../../../lib/storage/cell-pictures";

/** What the words of a cell are made of. */
export interface CellFacts {
  state: CellState;
  counts: CellCounts | undefined;
  /** How many pictures the look asks for. */
  images: number;
  /** Undefined until they are read. */
  pictures?: CellPictures | undefined;
}

/** How far a cell is, in words: `Running · 1 of 2`, `Done · 1 accepted`. */
export function cellText({ state, counts = {}, images, pictures }: CellFacts): string {
  const word = text(`cell_${state}`);
  const { done = 0, failed = 0 } = counts;
  const all = Math.max(images, presentIn(counts));
  if (state === "failed" && all > 1) return join(word, text("countOf", failed, all));
  if ((state === "running" || state === "waiting") && all > 1) return join(word, text("countOf", done, all));
  if (state !== "done") return word;
  if (pictures?.accepted) return join(word, text("cellAccepted", pictures.accepted));
  if (pictures && pictures.rejected === done) return join(word, text("cellRejected"));
  return done > 1 || done < all ? join(word, text("countOf", done, all)) : word;
}

const join = (...words: string[]) => words.join(" · ");
