import { Dexie, type ObservabilitySet } from "dexie";
import type { Db } from "./db";

/** After a change was followed the next ones gather so long (ms): a shoot changes something twenty times a second. */
const gatherFor = 150;

/** The keys that have changed; `many` when they are not known one by one. */
export type Changes = ReadonlySet<string> | "many";

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
