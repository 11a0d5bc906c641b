import { useMemo } from "react";
import type { ShootProduct } from "../../../lib/shoot/shoot";
import { skuLines } from "../../../lib/shoot/skus";
import { changeProduct, removeProduct, setSkus } from "../../../lib/storage/shoot-products";
import { db } from "../../database";
import type { ChangeShoot } from "../use-shoot";

export type ProductActions = ReturnType<typeof useProductActions>;

/** What can be done with the products of a shoot. The same object as long as the shoot is the same. */
export function useProductActions(shootId: string, change: ChangeShoot) {
  return useMemo(() => {
    const update = (apply: (products: ShootProduct[]) => ShootProduct[], write: () => Promise<unknown>) =>
      change((shoot) => ({ ...shoot, products: apply(shoot.products) }), write);
    return {
      change(id: string, part: Partial<Pick<ShootProduct, "name" | "sku">>) {
        update(
          (products) => products.map((one) => (one.id === id ? { ...one, ...part } : one)),
          () => changeProduct(db, shootId, id, part),
        );
      },
      remove(id: string) {
        update(
          (products) => products.filter((one) => one.id !== id),
          () => removeProduct(db, shootId, id),
        );
      },
      /** A pasted column, from a row on; an empty line leaves its product as it is. */
      pasteSkus(row: number, pasted: string) {
        const lines = skuLines(pasted);
        update(
          (products) =>
            products.map((one, i) => ({ ...one, ...(lines[i - row] && { sku: lines[i - row] }) })),
          () => setSkus(db, shootId, lines, row),
        );
      },
    };
  }, [shootId, change]);
}
