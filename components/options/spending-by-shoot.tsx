import { text } from "../../lib/browser/i18n";
import { type ShootTotal, sum } from "../../lib/domain/spending";
import { readShootTotals } from "../../lib/storage/ledger";
import { readShoots } from "../../lib/storage/shoots";
import { db } from "../database";
import { useQuietQuery } from "../hooks/use-quiet-query";
import { bySum, SpendingBars } from "./spending-bars";

/** So many shoots have a bar of their own. */
const most = 10;

/** What each shoot has come to since it began, those that are deleted included; nothing while there is none. */
export function SpendingByShoot() {
  const totals = useQuietQuery(["shootTotals", "shoots"], readNamed) ?? [];
  const parts = totals
    .map(({ name, total }) => ({ id: total.shootId, name, sum: sum([total]) }))
    .filter((one) => one.sum.pictures > 0)
    .sort(bySum);
  const others = new Set(parts.slice(most).map(({ id }) => id));
  const rest = totals.flatMap(({ total }) => (others.has(total.shootId) ? [total] : []));
  const shown = [
    ...parts.slice(0, most),
    ...(rest.length > 0 ? [{ id: "rest", name: text("spentOtherShoots"), sum: sum(rest) }] : []),
  ];
  return (
    <SpendingBars
      title={text("spentByShoot")}
      parts={shown}
      of={Math.max(...shown.map((one) => one.sum.usd), 0)}
    />
  );
}

async function readNamed(): Promise<{ name: string; total: ShootTotal }[]> {
  const [totals, shoots] = await Promise.all([readShootTotals(db), readShoots(db)]);
  const names = new Map(shoots.map(({ id, name }) => [id, name]));
  return totals.map((total) => ({
    name: names.get(total.shootId) || total.name || text("shootUnnamed"),
    total,
  }));
}
