import { liveQuery } from "dexie";
import { useCallback, useEffect, useMemo, useState } from "react";
import { toFailure } from "../../lib/failure/failure";
import type { Shoot } from "../../lib/shoot/shoot";
import { readShoot } from "../../lib/storage/shoots";
import { db } from "../database";
import { useReportFailure } from "../status/report-failure";
import { createShown } from "./shown";

/** Shows a change at once (`apply`), and stores it (`write`). */
export type ChangeShoot = (apply: (shoot: Shoot) => Shoot, write: () => Promise<unknown>) => void;

/**
 * A shoot as it is now, whoever changes it, from what is known of it already; undefined when it is gone. What is changed here is
 * on the screen before the database has it: a press is answered at once, however long the queue of writes is.
 */
export function useShoot(first: Shoot): { shoot: Shoot | undefined; change: ChangeShoot } {
  const { id } = first;
  const [shoot, setShoot] = useState<Shoot | undefined>(first);
  const reportFailure = useReportFailure();
  const report = useCallback((error: unknown) => reportFailure(toFailure(error)), [reportFailure]);
  const shown = useMemo(
    () => createShown({ read: () => readShoot(db, id), show: setShoot, report }),
    [id, report],
  );
  useEffect(() => {
    const watch = liveQuery(shown.ask).subscribe(shown.tell, report);
    return () => watch.unsubscribe();
  }, [shown, report]);
  const change = useCallback<ChangeShoot>(
    (apply, write) => void shown.change((now) => now && apply(now), write),
    [shown],
  );
  return { shoot, change };
}
