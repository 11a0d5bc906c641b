import { useEffect, useState } from "react";
import type { Limits } from "../../lib/domain/limits";
import { type DayTotal, dayOf, type Spending, sumUp } from "../../lib/domain/spending";
import { readLimits } from "../../lib/pricing/spend";
import { readAtOnce } from "../../lib/storage/db";
import { readDays } from "../../lib/storage/ledger";
import { readElsewhere } from "../../lib/storage/published-spending";
import { type SettingName, watchSetting } from "../../lib/storage/settings";
import { watchChanges } from "../../lib/storage/watch-changes";
import { db } from "../database";
import { useNow } from "../hooks/use-now";
import { useWatched } from "../hooks/use-watched";

/** The sums are read again so long (ms) after they were read. */
const gatherFor = 500;

/** What was spent, and the user's limits; undefined until they are read. It follows the ledger and the clock. */
export function useSpending(): { spending: Spending; limits: Limits } | undefined {
  const today = dayOf(useNow(60_000));
  const days = useWatched<DayTotal[]>(
    (show, fail) => {
      const read = () => readAtOnce(db, db.spendingDays, () => readDays(db, today));
      return watchChanges(db, "spendingDays", async () => show(await read()), fail, gatherFor);
    },
    [today],
  );
  const settings = useSpendingSettings();
  if (!days || !settings) return undefined;
  return { spending: sumUp([...days, ...settings.elsewhere], today), limits: settings.limits };
}

const watched: SettingName[] = ["dailyLimit", "monthlyLimit", "spentOrdinary", "spentIncognito"];

function useSpendingSettings() {
  const [settings, setSettings] = useState<{ limits: Limits; elsewhere: DayTotal[] }>();
  useEffect(() => {
    const read = async () => setSettings({ limits: await readLimits(), elsewhere: await readElsewhere() });
    const again = () => void read().catch(() => undefined);
    again();
    const stops = watched.map((name) => watchSetting(name, again));
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return settings;
}
