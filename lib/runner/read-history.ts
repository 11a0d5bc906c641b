import { FailureError, toFailure } from "../failure/failure";
import type { FalPlatform } from "../fal/platform";
import { clockTolerance, couldBe, type History, type LostSubmit } from "../pricing/match-lost";
import { type HistoryItem, maxHistoryBytes, pageSizeFor, parseHistoryPage } from "../pricing/request-history";

/** More pages than this are not read: what is not found by then is left in doubt. */
const maxPages = 30;
/** From here on (ms) the clocks differ so much that the time that was asked for may be the wrong one. */
const smallOffset = 5 * 60_000;

interface ReadParts {
  readPage: FalPlatform["history"];
  /** Called before each call to fal. */
  takeTurn(signal: AbortSignal): Promise<void>;
  signal: AbortSignal;
}

/** Reads fal's history of one endpoint for the time of some lost submits. */
export function createHistoryReader() {
  /** How far fal's clock was ahead, and how many requests fitted one answer, when it was last asked. */
  let offset = 0;
  const sizes = new Map<string, number>();

  /** Throws what the call throws, and `fal_odd_answer` when a page cannot be read. */
  async function read(endpoint: string, lost: LostSubmit[], parts: ReadParts): Promise<History> {
    const history = await readPages(endpoint, lost, parts, offset);
    const before = offset;
    offset = history.clockOffset ?? 0;
    if (Math.abs(offset - before) <= smallOffset) return history;
    // fal's clock is elsewhere: the window was not the one that was meant.
    return readPages(endpoint, lost, parts, offset);
  }

  async function readPages(
    endpoint: string,
    lost: LostSubmit[],
    { readPage, takeTurn, signal }: ReadParts,
    ahead: number,
  ): Promise<History> {
    const query = { endpoint, ...windowOf(lost, ahead), limit: sizeFor(endpoint, lost) };
    const items: HistoryItem[] = [];
    const cursors = new Set<string>();
    let clockOffset: number | undefined;
    let cursor: string | undefined;
    for (let pages = 0; pages < maxPages; pages++) {
      await takeTurn(signal);
      const answer = await readPage({ ...query, cursor }, maxHistoryBytes, signal).catch((error) => {
        if (toFailure(error).code === "fal_odd_answer") sizes.set(endpoint, Math.max(1, query.limit >> 1));
        throw error;
      });
      clockOffset ??= answer.clockOffset;
      const page = parseHistoryPage(answer.answer);
      if (!page) throw new FailureError("fal_odd_answer");
      // Whole pictures: what can be none of these is not kept.
      items.push(...page.items.filter((item) => lost.some((one) => couldBe(one, item))));
      cursor = page.next;
      if (cursor === undefined) return { endpoint, items, isWhole: true, clockOffset };
      if (cursors.has(cursor)) break;
      cursors.add(cursor);
    }
    return { endpoint, items, isWhole: false, clockOffset };
  }

  const sizeFor = (endpoint: string, lost: LostSubmit[]) =>
    sizes.get(endpoint) ?? pageSizeFor(Math.max(...lost.map(({ body }) => sizeOf(body))));

  return read;
}

/** From before the first of them to after now, by our clock and by fal's: it may list by when a request ended. */
function windowOf(lost: LostSubmit[], ahead: number): { start: number; end: number } {
  const first = Math.min(...lost.map(({ submittedAt }) => submittedAt));
  return {
    start: first + Math.min(0, ahead) - clockTolerance,
    end: Math.max(Date.now(), first) + Math.max(0, ahead) + clockTolerance,
  };
}

/** About how many bytes a body has: its texts, which are nearly all of it. */
function sizeOf(body: Record<string, unknown>): number {
  return Object.values(body)
    .flat()
    .reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 20), 0);
}
