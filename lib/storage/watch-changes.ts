import { Dexie, type ObservabilitySet } from "dexie";
import type { Db } from "./db";

/** After a change was followed the next ones gather so long (ms), unless the caller says how long. */
const gatherAtLeast = 150;

/** The keys that have changed; `many` when they are not known one by one. */
export type Changes = ReadonlySet<string> | "many";

type TableName = "generations" | "references" | "shootTotals" | "shoots" | "trays";

type ChangesHandler = (parts: ObservabilitySet) => void;

/**
 * Calls `follow` now (with `many`), and then after changes of a table, in this page or another: one call at a time, and
 * what comes close together is one. A live query asks anew at every single change, and each of its reads holds whoever
 * wants to write the next. What `follow` throws goes to `fail`. Returns the way to stop.
 */
export function watchChanges(
  db: Db,
  table: "generations" | "spendingDays",
  follow: (changes: Changes) => Promise<void>,
  fail: (error: unknown) => void,
  gatherFor = gatherAtLeast,
): () => void {
  let changed: Changes = "many";
  let isFollowing = false;
  let isStopped = false;

  async function followAll(): Promise<void> {
    isFollowing = true;
    while (!isStopped && (changed === "many" || changed.size > 0)) {
      const changes = changed;
      changed = new Set();
      await follow(changes).catch((error) => isStopped || fail(error));
      // Where nobody looks the browser would make a second of it.
      if (!globalThis.document?.hidden) await new Promise((resolve) => setTimeout(resolve, gatherFor));
    }
    isFollowing = false;
  }

  const onChanged: ChangesHandler = (parts) => {
    const keys = changedKeys(parts[`idb://${db.name}/${table}/`]);
    changed = changed === "many" || keys === "many" ? "many" : new Set([...changed, ...keys]);
    if (!isFollowing) void followAll();
  };
  Dexie.on("storagemutated", onChanged);
  void followAll();
  return () => {
    isStopped = true;
    Dexie.on.storagemutated.unsubscribe(onChanged);
  };
}

/** Whoever has changed something goes first, for so long (ms). */
const quietFor = 500;

/**
 * Calls `read` now, and again a moment after changes of `tables`, in this page or another: for what nobody needs to know
 * in the same moment, because a read holds whoever wants to write, a paid call among them. What changes while the page
 * is hidden is read when it is seen. What `read` throws goes to `fail`. Returns the way to stop.
 */
export function watchQuietly(
  db: Db,
  tables: readonly TableName[],
  read: () => Promise<void>,
  fail: (error: unknown) => void,
): () => void {
  let isChanged = false;
  let isFollowing = false;
  let isStopped = false;
  const readNow = () => read().catch((error) => isStopped || fail(error));

  async function follow(): Promise<void> {
    isFollowing = true;
    while (isChanged && !isStopped) {
      await new Promise((resolve) => setTimeout(resolve, quietFor));
      await untilSeen();
      isChanged = false;
      if (!isStopped) await readNow();
    }
    isFollowing = false;
  }

  const onChanged: ChangesHandler = (parts) => {
    isChanged ||= tables.some((table) => parts[`idb://${db.name}/${table}/`] !== undefined);
    if (isChanged && !isFollowing) void follow();
  };
  Dexie.on("storagemutated", onChanged);
  void readNow();
  return () => {
    isStopped = true;
    Dexie.on.storagemutated.unsubscribe(onChanged);
  };
}

async function untilSeen(): Promise<void> {
  while (globalThis.document?.hidden)
    await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
}

/** Dexie's tree of changed keys. From another page it comes as plain data. */
type Changed = ObservabilitySet[string] | undefined;

/** The keys that a transaction changed; `many` when Dexie does not name them one by one. */
function changedKeys(tree: Changed): string[] | "many" {
  if (!tree || !("from" in tree)) return [];
  const { from, to, l, r } = tree;
  const [smaller, larger] = [changedKeys(l ?? undefined), changedKeys(r ?? undefined)];
  if (typeof from !== "string" || from !== to || smaller === "many" || larger === "many") return "many";
  return [...smaller, from, ...larger];
}
