import { liveQuery } from "dexie";
import { useCallback, useEffect, useRef, useState } from "react";
import { toFailure } from "../../lib/failure/failure";
import type { Shoot } from "../../lib/shoot/shoot";
import { readShoot } from "../../lib/storage/shoots";
import { db } from "../database";
import { useReportFailure } from "../status/report-failure";

/** Shows a change at once (`apply`), and stores it (`write`). */
export type ChangeShoot = (apply: (shoot: Shoot) => Shoot, write: () => Promise<unknown>) => void;

/**
 * A shoot as it is now, whoever changes it, from what is known of it already; undefined when it is gone. What is changed here is
 * on the screen before the database has it: a press is answered at once, however long the queue of writes is.
 */
export function useShoot(first: Shoot): { shoot: Shoot | undefined; change: ChangeShoot } {
  const { id } = first;
  const [shoot, setShoot] = useState<Shoot | undefined>(first);
  const writes = useRef(0);
  const report = useReportFailure();
  useEffect(() => {
    const show = (stored: Shoot | undefined) => writes.current === 0 && setShoot(stored);
    const watch = liveQuery(() => readShoot(db, id)).subscribe(show, (error) => report(toFailure(error)));
    return () => watch.unsubscribe();
  }, [id, report]);
  const change = useCallback<ChangeShoot>(
    (apply, write) => {
      setShoot((now) => now && apply(now));
      writes.current++;
      const settle = async () => {
        writes.current--;
        // What the watch told meanwhile was older than what stood here.
        if (writes.current === 0) setShoot(await readShoot(db, id));
      };
      write()
        .catch((error) => report(toFailure(error)))
        .then(settle)
        .catch((error) => report(toFailure(error)));
    },
    [id, report],
  );
  return { shoot, change };
}
