import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { listProcesses } from "../faults/processes.ts";

/** The processes of the browser that uses `profile`. */
function familyOf(profile: string): number[] {
  const all = listProcesses();
  const isFirst = ({ args }: { args: string }) =>
    args.includes(`--user-data-dir=${profile}`) && !args.includes("--type=");
  const family = new Set(all.filter(isFirst).map(({ pid }) => pid));
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return [...family];
}

/**
 * What they take of the machine's memory together (bytes): what several share is shared out among them.
 * Without what is mapped from files: the program itself is shared with every other browser of this machine, so when
 * one of these ends, all of it falls to the others.
 */
function memoryOf(pids: number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      for (const [, kilobytes] of rollup.matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+)/gm))
        sum += Number(kilobytes) * 1024;
      return sum;
    } catch {
      // It ended meanwhile.
      return sum;
    }
  }, 0);
}

/** The most (bytes) that the browser takes over what it took before, while `work` is under way. Linux only. */
export async function memoryOver(profile: string, work: () => Promise<unknown>): Promise<number> {
  const idle = memoryOf(familyOf(profile));
  let peak = idle;
  let isOver = false;
  const watching = (async () => {
    // A bomb takes far longer to unfold, and each look costs the processor milliseconds.
    for (; !isOver; await pause(50)) peak = Math.max(peak, memoryOf(familyOf(profile)));
  })();
  await work();
  isOver = true;
  await watching;
  return peak - idle;
}
