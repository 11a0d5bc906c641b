import { useLiveQuery } from "dexie-react-hooks";
import type { Shoot } from "../../lib/shoot/shoot";
import { readShoots } from "../../lib/storage/shoots";
import { db } from "../database";

/** What a list of shoots shows of each. */
export type ShootName = Pick<Shoot, "id" | "name" | "state">;

/** The shoots that hold anything, newest first; undefined until they are read. */
export function useShootNames(): ShootName[] | undefined {
  return useLiveQuery(async () =>
    (await readShoots(db))
      .filter(({ products, looks }) => products.length + looks.length > 0)
      .map(({ id, name, state }) => ({ id, name, state })),
  );
}
