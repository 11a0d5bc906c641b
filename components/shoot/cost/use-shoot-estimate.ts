import { useMemo } from "react";
import { countedIn, howManyFitInTurn } from "../../../lib/domain/limits";
import { cautiousUsd, type Estimate, estimate } from "../../../lib/pricing/estimate";
import { requestFromTray } from "../../../lib/pricing/priced-request";
import { type CellStates, cellsToMake } from "../../../lib/shoot/cells";
import { cellSlots } from "../../../lib/shoot/compose-cell";
import type { Shoot } from "../../../lib/shoot/shoot";
import { type PriceFacts, usePriceFacts } from "../../pricing/price-facts";
import { useSpending } from "../../pricing/use-spending";
import type { References } from "../use-references";

/** What is still to be made of a shoot, in its order, and what that costs. */
export interface ShootEstimate {
  pictures: number;
  /** US dollars; undefined when a price is not known. */
  usd: number | undefined;
  /** A look's share of it; only of looks of which something is to be made. */
  looks: { look: Shoot["looks"][number]; pictures: number; usd: number | undefined }[];
  /** The estimate of one picture, for what all have in common: where the prices come from. */
  sample: Estimate | undefined;
  /** How many of the pictures the user's limits allow; undefined until these are read. */
  fit: number | undefined;
}

/** What Start or Resume would send now; undefined until everything it depends on is read. */
export function useShootEstimate(
  shoot: Shoot | undefined,
  states: CellStates,
  references: References | undefined,
): ShootEstimate | undefined {
  const facts = usePriceFacts();
  const spending = useSpending();
  const { products, looks, skipped, making } = shoot ?? {};
  const cells = useMemo(() => {
    if (!facts || !references || !products || !looks || !skipped) return undefined;
    return priceCells({ products, looks, skipped, making }, states, references, facts);
  }, [facts, references, products, looks, skipped, making, states]);
  return useMemo(() => {
    if (!cells || !looks) return undefined;
    const each = cells.map((made) => ({ images: made.images, usdEach: cautiousUsd(made) / made.images }));
    const shares = looks.flatMap((look) => {
      const of = cells.filter(({ lookId }) => lookId === look.id);
      return of.length > 0 ? [{ look, ...sumOf(of) }] : [];
    });
    const fit = spending && howManyFitInTurn(each, countedIn(spending.spending), spending.limits);
    return { ...sumOf(cells), looks: shares, sample: cells[0], fit };
  }, [cells, looks, spending]);
}

type PricedCell = Estimate & { lookId: string };
type Planned = Pick<Shoot, "products" | "looks" | "skipped" | "making">;

function priceCells(
  shoot: Planned,
  states: CellStates,
  references: References,
  facts: PriceFacts,
): PricedCell[] {
  const sizeOf = (id: string) => references.get(id);
  // Of 2,400 cells most are like one another: what decides the price is the look and the size of the picture.
  const known = new Map<string, PricedCell>();
  return cellsToMake(shoot, states, !shoot.making).map((cell) => {
    const { images, look, product } = cell;
    const { width, height } = sizeOf(product.referenceId) ?? {};
    const like = [look.id, images, width, height].join();
    const before = known.get(like);
    if (before) return before;
    const request = requestFromTray({ ...facts, ...cellSlots(cell), combine: look.combine, images, sizeOf });
    const priced = { ...estimate(request, facts.book), lookId: look.id };
    known.set(like, priced);
    return priced;
  });
}

function sumOf(cells: readonly PricedCell[]): { pictures: number; usd: number | undefined } {
  const isKnown = cells.every(({ usd }) => usd !== undefined);
  return {
    pictures: cells.reduce((sum, { images }) => sum + images, 0),
    usd: isKnown ? cells.reduce((sum, { usd }) => sum + (usd ?? 0), 0) : undefined,
  };
}
