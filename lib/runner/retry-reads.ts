import type { Generation } from "../domain/generation";
import { wait } from "../net/backoff";
import type { Journal } from "./journal";
import { type RetryRule, readRules } from "./retry-policy";

/** How often (ms) the browser is asked whether it is back online: not every worker gets the event. */
const onlinePollMs = 1_000;

export type RetryReads = ReturnType<typeof createRetryReads>;

/** How the runner waits: for a connection, and for a free read to succeed. */
export function createRetryReads(
  { appendLog, appendLogOnce }: Pick<Journal, "appendLog" | "appendLogOnce">,
  isOffline: () => Promise<boolean>,
) {
  /** Resolves when the browser is online; says once that it waits. Throws the signal's reason. */
  async function waitUntilOnline(generation: Generation, line: string, signal: AbortSignal): Promise<void> {
    if (!(await isOffline())) return;
    await appendLogOnce(generation, line);
    while (await isOffline()) await wait(onlinePollMs, signal);
  }

  /**
   * A free read, repeated as `readRules` say. Time offline does not count. Throws what the last try threw, or
   * the signal's reason.
   */
  async function retryRead<T>(
    generation: Generation,
    signal: AbortSignal,
    read: () => Promise<T>,
  ): Promise<T> {
    const counts = new Map<RetryRule, number>();
    for (;;) {
      try {
        return await read();
      } catch (error) {
        signal.throwIfAborted();
        const rule = readRules.find(({ applies }) => applies(error));
        const count = rule ? (counts.get(rule) ?? 0) + 1 : 0;
        if (!rule || count >= rule.maxFailures) throw error;
        counts.set(rule, count);
        await pauseBy(rule, count, error, generation, signal);
      }
    }
  }

  async function pauseBy(
    rule: RetryRule,
    count: number,
    error: unknown,
    generation: Generation,
    signal: AbortSignal,
  ): Promise<void> {
    const delay = rule.delay(count, error);
    const line = rule.line(error, delay);
    await (rule.untilOnline ? appendLogOnce(generation, line) : appendLog(generation, line));
    await wait(delay, signal);
    if (rule.untilOnline) await waitUntilOnline(generation, line, signal);
  }

  return { waitUntilOnline, retryRead };
}
