import type { Look, Shoot, ShootProduct } from "../../../lib/shoot/shoot";
import { referencesOf } from "../../../lib/shoot/shoot";

/** A product whose picture is `<id>-picture`. */
export const product = (id: string, changes: Partial<ShootProduct> = {}): ShootProduct => ({
  id,
  referenceId: `${id}-picture`,
  ...changes,
});

export const look = (id: string, changes: Partial<Look> = {}): Look => ({
  ...{ id, name: `Look ${id}`, prompt: "{product} on a rock", combine: false, images: 1 },
  ...changes,
});

/** A shoot that was never started. */
export function shootOf(changes: Partial<Shoot> = {}): Shoot {
  const plan = { products: [product("p1")], looks: [look("a")], ...changes };
  const about = { id: crypto.randomUUID(), name: "Cups", createdAt: Date.now(), state: "planned" as const };
  return { ...about, skipped: [], ...plan, referenceIds: referencesOf(plan) };
}
