import { maxSku, toName } from "../domain/name";
import { maxShootProducts, type ShootProduct } from "./shoot";

/** More of what is pasted is not looked at (characters): far more than every product's longest SKU. */
const maxPasted = 1_000_000;

/**
 * The SKUs of a pasted column, a line each, at most as many as a shoot has products. Of a table with more columns the
 * first counts.
 */
export function skuLines(pasted: string): string[] {
  const lines = pasted
    .slice(0, maxPasted)
    .trimEnd()
    .split(/\r\n?|\n/, maxShootProducts);
  return lines.map((line) => toName(line.split("\t", 1)[0] ?? "").slice(0, maxSku));
}

/** An SKU as it is compared: whatever its case. */
export function skuKey(sku: string | undefined): string {
  return (sku ?? "").trim().toLowerCase();
}

/** The SKUs (as `skuKey` has them) that more than one product has. */
export function repeatedSkus(products: readonly Pick<ShootProduct, "sku">[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { sku } of products) {
    const key = skuKey(sku);
    if (seen.has(key) && key) repeated.add(key);
    seen.add(key);
  }
  return repeated;
}
