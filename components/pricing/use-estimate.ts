import { useLiveQuery } from "dexie-react-hooks";
import type { Generation } from "../../lib/domain/generation";
import { traySlots } from "../../lib/domain/tray";
import { type Estimate, estimate } from "../../lib/pricing/estimate";
import { requestFromResult, requestFromTray } from "../../lib/pricing/priced-request";
import { readTray } from "../../lib/storage/references";
import { db } from "../database";
import { usePriceFacts } from "./price-facts";

/** What Generate would cost now, from the tray as it is; undefined until that is known. */
export function useTrayEstimate(images: number, combine = false): Estimate | undefined {
  const facts = usePriceFacts();
  const tray = useLiveQuery(async () => {
    const stored = await readTray(db);
    const slots = traySlots(stored);
    return {
      slots,
      chosen: stored.chosen,
      sizes: await readSizes(slots.map(({ referenceId }) => referenceId)),
    };
  });
  if (!facts || !tray) return undefined;
  const { slots, chosen, sizes } = tray;
  const sizeOf = (id: string) => sizes.get(id);
  return estimate(requestFromTray({ ...facts, slots, chosen, combine, images, sizeOf }), facts.book);
}

/** What one more picture like this would cost; undefined until that is known. */
export function useResultEstimate(generation: Generation): Estimate | undefined {
  const facts = usePriceFacts();
  const { referenceIds } = generation;
  const sizes = useLiveQuery(() => readSizes(referenceIds), [referenceIds.join()]);
  if (!facts || !sizes) return undefined;
  const sizeOf = (id: string) => sizes.get(id);
  return estimate(requestFromResult(generation, { ...facts, sizeOf }), facts.book);
}

/** The sizes of references, without their pixels. */
async function readSizes(ids: string[]): Promise<Map<string, { width: number; height: number }>> {
  if (ids.length === 0) return new Map();
  const references = await db.references.bulkGet(ids);
  return new Map(references.flatMap((one) => (one ? [[one.id, one]] : [])));
}
