import { text } from "../../../lib/browser/i18n";
import { ownName } from "../../../lib/domain/product-name";
import type { PlacedPicture } from "../../../lib/shoot/review";
import type { Shoot } from "../../../lib/shoot/shoot";
import type { References } from "../use-references";

/** What the product of a cell is called. */
export function productText({ place }: PlacedPicture, references: References | undefined): string {
  const { product, row } = place;
  const reference = references?.get(product.referenceId);
  return product.name?.trim() || (reference && ownName(reference)) || text("productNumber", row + 1);
}

/** What a look of a shoot is called. */
export function lookText({ looks }: Pick<Shoot, "looks">, lookId: string): string {
  const at = looks.findIndex(({ id }) => id === lookId);
  return looks[at]?.name.trim() || text("lookNumber", at + 1);
}
