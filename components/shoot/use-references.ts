import { useLiveQuery } from "dexie-react-hooks";
import type { Reference } from "../../lib/domain/reference";
import type { Shoot } from "../../lib/shoot/shoot";
import { readAtOnce } from "../../lib/storage/db";
import { db } from "../database";

/** References by their id. One whose record is gone is not in it. */
export type References = ReadonlyMap<string, Reference>;

/** Everything that a shoot is made with, without pixels; undefined until it is read. */
export function useReferences(shoot: Shoot | undefined): References | undefined {
  const ids = shoot?.referenceIds;
  return useLiveQuery(async () => {
    if (!ids) return undefined;
    const found = await readAtOnce(db, db.references, () => db.references.bulkGet(ids));
    return new Map(found.flatMap((reference) => (reference ? [[reference.id, reference]] : [])));
  }, [ids?.join()]);
}
