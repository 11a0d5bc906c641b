import { composeRequest } from "../domain/compose-request";
import { ownName } from "../domain/product-name";
import type { Reference } from "../domain/reference";
import type { CombineSteps } from "../domain/request";
import type { RequestPlan } from "../domain/sent-request";
import type { TraySlot } from "../domain/tray";
import type { Cell } from "./cells";
import type { ShootProduct } from "./shoot";

/** What a product is called in its shoot: to the letter as the user wrote it, else the page's words, else `product 3`. */
export function productNameIn(
  { name }: Pick<ShootProduct, "name">,
  reference: Pick<Reference, "name" | "receipt"> | undefined,
  row: number,
): string {
  return name?.trim() || (reference && ownName(reference)) || `product ${row + 1}`;
}

/** The slots of a cell, in the order of a tray: face, product, background. Restyle sends the product (`chosen`). */
export function cellSlots({ product, look }: Pick<Cell, "product" | "look">): {
  slots: TraySlot[];
  chosen: string;
} {
  const { faceId, backgroundId } = look;
  const { referenceId } = product;
  return {
    slots: [
      ...(faceId ? [{ referenceId: faceId, role: "face" as const }] : []),
      { referenceId, role: "product" as const, position: 1 },
      ...(backgroundId ? [{ referenceId: backgroundId, role: "background" as const }] : []),
    ],
    chosen: referenceId,
  };
}

/**
 * The request of a cell. `named` are its slots with what their references are called (`nameSlots`); the product's
 * own name and number in this shoot go before these.
 */
export function composeCell(
  { product, look, row }: Cell,
  named: readonly TraySlot[],
  steps: CombineSteps,
): RequestPlan {
  const slots = named.map((slot) => (slot.role === "product" ? nameProduct(slot, product, row) : slot));
  return composeRequest({
    prompt: look.prompt,
    slots,
    combine: look.combine,
    chosen: product.referenceId,
    sentences: true,
    steps,
  });
}

function nameProduct(slot: TraySlot, { name, sku }: ShootProduct, row: number): TraySlot {
  const number = sku?.trim() || slot.sku;
  return {
    ...slot,
    name: name?.trim() || slot.name || `product ${row + 1}`,
    ...(number && { sku: number }),
  };
}
