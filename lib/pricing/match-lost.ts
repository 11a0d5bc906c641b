import { compareBodies, sameValue } from "./compare-bodies";
import type { HistoryItem } from "./request-history";

/** A submit of which nobody knows whether fal received it. */
export interface LostSubmit {
  generationId: string;
  /** When it was sent, by our clock (ms since 1970). */
  submittedAt: number;
  /** The body that was sent. */
  body: Record<string, unknown>;
}

/** fal's history of one endpoint in the time of the lost submits. */
export interface History {
  endpoint: string;
  items: readonly HistoryItem[];
  /** Whether every page was read. */
  isWhole: boolean;
  /** How far fal's clock is ahead of ours (ms), where the answer told. */
  clockOffset?: number | undefined;
}

/**
 * `found`: it is this request. `absent`: fal has no trace of it, as far as its history goes now. `doubtful`: fal
 * has something that may be it, and nobody can say so for sure.
 */
export type Finding = { kind: "found"; requestId: string } | { kind: "absent" } | { kind: "doubtful" };

/** fal's clock and ours may differ by so much (ms) beside what the answer told. */
export const clockTolerance = 15 * 60_000;

/** How surely an item of the history is a lost submit: its picture is there and the same, or fal does not show it. */
type Likeness = "sure" | "perhaps";

interface Pair {
  item: HistoryItem;
  likeness: Likeness;
}

type Pairs = ReadonlyMap<LostSubmit, Pair[]>;
type Given = Map<HistoryItem, LostSubmit>;

/**
 * Gives each lost submit of one endpoint at most one request of fal's history, and no request to two. Requests
 * that `taken` names belong to other generations. Equal submits are interchangeable: of several equal requests
 * each goes to one of them.
 */
export function matchLost(
  lost: readonly LostSubmit[],
  history: History,
  taken: ReadonlySet<string>,
): Map<string, Finding> {
  const items = freeItems(history, taken);
  const inOrder = [...lost].sort((a, b) => a.submittedAt - b.submittedAt);
  const pairs: Pairs = new Map(inOrder.map((one) => [one, pairsOf(one, items, history.clockOffset)]));
  const given: Given = new Map();
  // What is sure goes first: what is left of the history is then all that the rest can be.
  for (const one of inOrder) give(one, pairs, given, "sure");
  // A picture that fal does not show is told by there being nobody else, so the whole history must be known.
  const rest = history.isWhole ? inOrder.filter((one) => !isGiven(one, given)) : [];
  const clear = rest.filter((one) => isUnmistakable(one, rest, pairs, given));
  for (const one of clear) give(one, pairs, given, "perhaps");
  return new Map(inOrder.map((one) => [one.generationId, findingOf(one, pairs, given, history, items)]));
}

/** Every request once that is of this endpoint and nobody else's. */
function freeItems({ endpoint, items }: History, taken: ReadonlySet<string>): HistoryItem[] {
  const byId = new Map<string, HistoryItem>();
  for (const item of items)
    if (item.endpoint === endpoint && !taken.has(item.requestId) && !byId.has(item.requestId))
      byId.set(item.requestId, item);
  return [...byId.values()].sort((a, b) => a.sentAt - b.sentAt);
}

/** Whether a request can be this submit at all, at whatever time. */
export function couldBe({ body }: LostSubmit, { input }: HistoryItem): boolean {
  return !input || compareBodies(body, input) !== "different";
}

function pairsOf(lost: LostSubmit, items: readonly HistoryItem[], clockOffset?: number): Pair[] {
  return items.flatMap((item): Pair[] => {
    if (!item.input || !isOfThatTime(lost, item, clockOffset)) return [];
    const likeness = compareBodies(lost.body, item.input);
    return likeness === "different" ? [] : [{ item, likeness: likeness === "same" ? "sure" : "perhaps" }];
  });
}

/** Whether a request can have been sent when this one was, by either clock: ours may have been set meanwhile. */
function isOfThatTime({ submittedAt }: LostSubmit, { sentAt }: HistoryItem, clockOffset = 0): boolean {
  return [0, clockOffset].some((offset) => Math.abs(sentAt - submittedAt - offset) <= clockTolerance);
}

const isGiven = (lost: LostSubmit, given: Given) => [...given.values()].includes(lost);

/**
 * The nearest in time that nobody has. Where others hold all that it could be, one of them is asked to take
 * another (a path of a bipartite matching): a submit must not stay lost because an equal one came first.
 */
function give(
  lost: LostSubmit,
  pairs: Pairs,
  given: Given,
  likeness: Likeness,
  asked = new Set<HistoryItem>(),
): boolean {
  const near = (pairs.get(lost) ?? [])
    .filter((pair) => pair.likeness === likeness)
    .sort((a, b) => Math.abs(a.item.sentAt - lost.submittedAt) - Math.abs(b.item.sentAt - lost.submittedAt));
  for (const { item } of near) {
    if (asked.has(item)) continue;
    asked.add(item);
    const holder = given.get(item);
    if (holder && !give(holder, pairs, given, likeness, asked)) continue;
    given.set(item, lost);
    return true;
  }
  return false;
}

/**
 * Whether the requests whose picture fal does not show can only be this submit and its equals: all that they
 * could be sent the same body, and there are no more of them than submits.
 */
function isUnmistakable(lost: LostSubmit, rest: readonly LostSubmit[], pairs: Pairs, given: Given): boolean {
  const mine = new Set(mayBe(lost, pairs, given));
  const rivals = rest.filter((one) => mayBe(one, pairs, given).some((item) => mine.has(item)));
  const requests = new Set(rivals.flatMap((one) => mayBe(one, pairs, given)));
  return rivals.every(({ body }) => sameValue(body, lost.body)) && requests.size <= rivals.length;
}

/** What a submit may be, though nobody can see its picture, and nobody else surely is. */
const mayBe = (lost: LostSubmit, pairs: Pairs, given: Given) =>
  (pairs.get(lost) ?? [])
    .filter(({ likeness, item }) => likeness === "perhaps" && !given.has(item))
    .map(({ item }) => item);

function findingOf(
  lost: LostSubmit,
  pairs: Pairs,
  given: Given,
  { isWhole, clockOffset }: History,
  items: readonly HistoryItem[],
): Finding {
  const mine = [...given].find(([, one]) => one === lost)?.[0];
  if (mine) return { kind: "found", requestId: mine.requestId };
  const isHidden = items.some((item) => !item.input && isOfThatTime(lost, item, clockOffset));
  return isHidden || !isWhole || mayBe(lost, pairs, given).length > 0
    ? { kind: "doubtful" }
    : { kind: "absent" };
}
