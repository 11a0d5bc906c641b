import { useLiveQuery } from "dexie-react-hooks";
import type { Generation } from "../../lib/domain/generation";
import { type Estimate, estimate } from "../../lib/pricing/estimate";
import { requestFromResult, requestFromTray } from "../../lib/pricing/priced-request";
import type { SetReferences } from "../../lib/storage/composition";
import { db } from "../database";
import { usePriceFacts } from "./price-facts";

/** What Generate would cost now, of what is set in the tray; undefined until that is known. */
export function useTrayEstimate(
  tray: SetReferences | undefined,
  images: number,
  combine = false,
): Estimate | undefined {
  const facts = usePriceFacts();
  if (!facts || !tray) return undefined;
  const { slots, chosen, references } = tray;
  const sizeOf = (wanted: string) => references.find(({ id }) => id === wanted);
  return estimate(requestFromTray({ ...facts, slots, chosen, combine, images, sizeOf }), facts.book);
}

/** What so many more pictures like this would cost; undefined until that is known. */
export function useResultEstimate(generation: Generation, images = 1): Estimate | undefined {
  const facts = usePriceFacts();
  const { referenceIds } = generation;
  const sizes = useLiveQuery(() => readSizes(referenceIds), [referenceIds.join()]);
  if (!facts || !sizes) return undefined;
  const sizeOf = (id: string) => sizes.get(id);
  return estimate({ ...requestFromResult(generation, { ...facts, sizeOf }), images }, facts.book);
}

/** The sizes of references, without their pixels. */
async function readSizes(ids: string[]): Promise<Map<string, { width: number; height: number }>> {
  if (ids.length === 0) return new Map();
  const references = await db.references.bulkGet(ids);
  return new Map(references.flatMap((one) => (one ? [[one.id, one]] : [])));
}
