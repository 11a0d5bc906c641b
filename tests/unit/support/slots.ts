import type { TraySlot } from "../../../lib/domain/tray";

export const face: TraySlot = { referenceId: "face", role: "face" };
export const background: TraySlot = { referenceId: "background", role: "background" };
export const product = (position: number): TraySlot => ({
  referenceId: `product-${position}`,
  role: "product",
  position,
});
/** So many products, in order. */
export const products = (count: number): TraySlot[] =>
  Array.from({ length: count }, (_, i) => product(i + 1));
