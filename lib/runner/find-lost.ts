import type { Generation, GenerationIn, Move } from "../domain/generation";
import { foundLine, lookingLine, offlineLine } from "../domain/log-lines";
import { type Failure, FailureError, toFailure } from "../failure/failure";
import { FalHttpError } from "../fal/responses";
import { wait } from "../net/backoff";
import { type Finding, type History, type LostSubmit, matchLost } from "../pricing/match-lost";
import { moveTables, readKnownRequests } from "../storage/ledger";
import type { RunnerParts } from "./dependencies";
import type { Journal } from "./journal";
import { createHistoryReader } from "./read-history";
import type { RetryReads } from "./retry-reads";
import { readBody } from "./sent-body";

type Lost = GenerationIn<"submitting">;

/** Before the first look, the second …; the last for all that follow (ms). */
const pauses = [1_000, 25_000, 45_000, 75_000, 120_000, 150_000, 180_000];
/** fal has this long (ms) to show a request in its history. */
const maxWait = 10 * 60_000;
/** Two clocks that differ by less than this (ms) say the same. */
const sameClock = 2 * 60_000;
/** So often in a row the history may leave a submit in doubt, or not be readable, before nobody can know. */
const maxDoubts = 2;
const maxUnread = 4;

/** A shared look is cut off by nobody: it ends by its own time limits. */
const never = new AbortController().signal;

/** One reading of fal's history, for every submit of an endpoint that is lost. */
interface Round {
  findings: Map<string, Finding>;
  /** All that were lost when it began. */
  seen: ReadonlySet<string>;
  clockOffset: number | undefined;
}

export type FindLost = ReturnType<typeof createFindLost>;

/**
 * Looks for submits whose answer never came in fal's request history. What is found goes on as an ordinary
 * `running` generation; nothing here ever sends anything again.
 */
export function createFindLost(
  parts: RunnerParts,
  { transition, appendLog, appendLogOnce, fail, markCancelled }: Journal,
  { waitUntilOnline }: RetryReads,
) {
  const { db } = parts;
  const rounds = new Map<string, Promise<Round>>();
  const readHistory = createHistoryReader();

  /** Begins to look, or says at once that nobody can know, where fal's history cannot help. */
  async function begin(lost: Lost, cause: Failure): Promise<void> {
    if (!(await parts.history())) return giveUp(lost, cause);
    const looking: Looking = { cause, looks: 0, waited: 0, vain: 0 };
    await db.transaction("rw", moveTables(db), async () => {
      if (await modify(lost.id, (stored) => Object.assign(stored, { looking })))
        await appendLog(lost, lookingLine());
    });
  }

  /** One more look, after its pause. The next step sees what has become of it. */
  async function look(lost: Lost, signal: AbortSignal): Promise<void> {
    const { looking } = lost;
    if (!looking) return begin(lost, { code: "interrupted" });
    await waitUntilOnline(lost, offlineLine(), signal);
    const began = performance.now();
    await wait(pauses[Math.min(looking.looks, pauses.length - 1)] ?? 0, signal);
    const round = await lookOnce(lost).catch((error: unknown) => error);
    signal.throwIfAborted();
    if (!isRound(round) && toFailure(round).code === "fal_unreachable")
      return appendLogOnce(lost, offlineLine());
    const finding = isRound(round) ? round.findings.get(lost.id)?.kind : undefined;
    const after = {
      ...looking,
      looks: looking.looks + 1,
      waited: looking.waited + performance.now() - began,
      vain: finding === "absent" ? 0 : looking.vain + 1,
    };
    await modify(lost.id, (stored) => Object.assign(stored, { looking: after }));
    if (isRound(round)) await conclude(lost, after, finding, round);
    else if (isRefused(round) || after.vain >= maxUnread || after.waited >= maxWait)
      await giveUp(lost, looking.cause);
    else parts.log(`fal's request history could not be read: ${toFailure(round).code}`);
  }

  async function conclude(
    lost: Lost,
    { cause, vain, waited }: Looking,
    finding: Finding["kind"] | undefined,
    { clockOffset }: Round,
  ): Promise<void> {
    // Also one whose picture is gone, so that nobody can tell it from others.
    if (finding !== "absent" && finding !== "found" && vain >= maxDoubts) return giveUp(lost, cause);
    if (finding !== "absent" || !hadTime(lost, waited, clockOffset)) return;
    return lost.cancelRequested ? markCancelled(lost) : fail(lost, new FailureError("interrupted_untraced"));
  }

  const giveUp = (lost: Lost, { code, detail }: Failure) => fail(lost, new FailureError(code, detail));

  /** The newest reading that began after this submit was lost; it is shared with all of the same endpoint. */
  async function lookOnce({ id, endpoint }: Lost): Promise<Round> {
    for (;;) {
      const round = rounds.get(endpoint) ?? startRound(endpoint);
      const { findings, seen, clockOffset } = await round;
      const stored = await db.generations.get(id);
      if (seen.has(id) || stored?.status !== "submitting") return { findings, seen, clockOffset };
    }
  }

  function startRound(endpoint: string): Promise<Round> {
    const round = readRound(endpoint).finally(() => rounds.delete(endpoint));
    rounds.set(endpoint, round);
    return round;
  }

  async function readRound(endpoint: string): Promise<Round> {
    const readPage = await parts.history();
    if (!readPage) throw new FailureError("no_access");
    const { seen, lost } = await readLost(endpoint);
    if (lost.length === 0) return { findings: new Map(), seen, clockOffset: undefined };
    const reading = { readPage, takeTurn: parts.takeHistoryTurn, signal: never };
    const history = await readHistory(endpoint, lost, reading);
    const findings = matchLost(lost, history, await readTaken(history));
    for (const [id, finding] of findings)
      if (finding.kind === "found" && !(await adopt(id, finding.requestId)))
        findings.set(id, { kind: "doubtful" });
    return { findings, seen, clockOffset: history.clockOffset };
  }

  /** Every lost submit of an endpoint with the body that was sent. One whose picture is gone cannot be told. */
  async function readLost(endpoint: string): Promise<{ seen: Set<string>; lost: LostSubmit[] }> {
    const all = await db.generations.where("status").equals("submitting").toArray();
    const looked = all.filter((one): one is Lost => isLooking(one) && one.endpoint === endpoint);
    const bodies = new Map<string, Promise<Record<string, unknown> | undefined>>();
    const lost: LostSubmit[] = [];
    for (const one of looked) {
      const { id, submittedAt, ...others } = one;
      const { batchId: _, number: __, createdAt: ___, looking: ____, ...request } = others;
      // Equal requests share one body, and its megabytes.
      const key = JSON.stringify(request);
      const reading = bodies.get(key) ?? readBody(db, one).catch(() => undefined);
      bodies.set(key, reading);
      const body = await reading;
      if (body) lost.push({ generationId: id, submittedAt, body });
    }
    return { seen: new Set(looked.map(({ id }) => id)), lost };
  }

  /** The requests of a history that are others', also those of results that came with a backup. */
  async function readTaken({ items }: History): Promise<Set<string>> {
    const ids = new Set(items.map(({ requestId }) => requestId));
    if (ids.size === 0) return ids;
    const known = await readKnownRequests(db, [...ids]);
    await db.generations
      .filter((one) => "request" in one && one.request !== undefined && ids.has(one.request.requestId))
      .each((one) => void ("request" in one && one.request && known.add(one.request.requestId)));
    return known;
  }

  /** The found request becomes this generation's, unless another has it meanwhile: read and written as one. */
  async function adopt(id: string, requestId: string): Promise<boolean> {
    return db.transaction("rw", moveTables(db), async () => {
      const lost = await db.generations.get(id);
      if (lost?.status !== "submitting" || !lost.looking) return false;
      if ((await readKnownRequests(db, [requestId])).size > 0) return false;
      const { submittedAt } = lost;
      const to: Move = { status: "running", submittedAt, request: { requestId }, phase: "in-queue" };
      return (await transition(lost, to, foundLine(requestId))) !== undefined;
    });
  }

  async function modify(id: string, change: (stored: object) => void): Promise<number> {
    return db.generations.where({ id, status: "submitting" }).modify(change);
  }

  return { begin, look };
}

type Looking = NonNullable<Lost["looking"]>;

const isLooking = (one: Generation) => one.status === "submitting" && one.looking !== undefined;

const isRound = (value: unknown): value is Round =>
  typeof value === "object" && value !== null && "findings" in value;

/** fal will not say, whenever it is asked: the key may not read the history, or there is none. */
function isRefused(error: unknown): boolean {
  if (error instanceof FalHttpError) return error.status < 500 && ![408, 429].includes(error.status);
  return ["no_access", "fal_redirected"].includes(toFailure(error).code);
}

/**
 * Whether fal has had the time to show it: by the time that was spent looking, or by two clocks that say the same,
 * when the browser was closed meanwhile.
 */
function hadTime({ submittedAt }: Lost, waited: number, clockOffset: number | undefined): boolean {
  if (waited >= maxWait) return true;
  const agree = clockOffset !== undefined && Math.abs(clockOffset) <= sameClock;
  return agree && Date.now() - submittedAt >= maxWait;
}
