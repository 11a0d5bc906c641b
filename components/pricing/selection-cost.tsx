import { useLiveQuery } from "dexie-react-hooks";
import { text } from "../../lib/browser/i18n";
import { costOfGeneration } from "../../lib/domain/ledger";
import { db } from "../database";
import { formatUsd } from "../format/money";

/** What the chosen results cost together; with `≈` when some of it is an estimate or not known. */
export function SelectionCost({ ids }: { ids: ReadonlySet<string> }) {
  const sum = useLiveQuery(() => sumOf([...ids]), [ids]);
  if (!sum) return null;
  const amount = formatUsd(sum.usd);
  return (
    <span title={text("factCost")} className="font-normal text-ink-soft tabular-nums">
      {sum.isExact ? amount : text("approximately", amount)}
    </span>
  );
}

/** Undefined when nothing is known of any of them. */
async function sumOf(ids: string[]): Promise<{ usd: number; isExact: boolean } | undefined> {
  const costs = (await db.generations.bulkGet(ids)).map((one) => one && costOfGeneration(one));
  const known = costs.flatMap((cost) => (cost?.usd === undefined ? [] : [{ ...cost, usd: cost.usd }]));
  if (known.length === 0) return undefined;
  const isExact = costs.every((cost) => cost?.usd !== undefined && !cost.isEstimate && !cost.isUnknown);
  return { usd: known.reduce((total, { usd }) => total + usd, 0), isExact };
}
