import type { Mode } from "./request";
import type { TraySlot } from "./tray";

/** fal's Combine endpoint reads this many pictures and drops the rest without a word. */
const maxPictures = 4;

/** One picture of a request: a reference, or the sheet that shows several products, in their order. */
export interface SentPicture {
  slots: [TraySlot, ...TraySlot[]];
}

/** What a request can show the model: nothing, one reference, or all; "all" of one is that one. */
export function modeFor(slots: readonly TraySlot[], combine: boolean): Mode {
  if (slots.length === 0) return "text-to-image";
  return combine && slots.length > 1 ? "multi-reference" : "image-to-image";
}

/** The one reference that Restyle sends: the user's choice while it is there, else the first by the rule. */
export function initImageOf(slots: readonly TraySlot[], chosen?: string): TraySlot | undefined {
  return slots.find(({ referenceId }) => referenceId === chosen) ?? slots[0];
}

/** Whether the user's choice decides, and not the rule. */
export function isChosenByUser(slots: readonly TraySlot[], chosen?: string): boolean {
  const [byRule] = slots;
  return initImageOf(slots, chosen)?.referenceId !== byRule?.referenceId;
}

/**
 * The pictures of a request in the order in which they are sent. `slots` are in the tray's order: face, products,
 * background. More than fal reads: the products become one sheet.
 */
export function sentPictures(mode: Mode, slots: readonly TraySlot[], chosen?: string): SentPicture[] {
  if (mode === "text-to-image") return [];
  const init = initImageOf(slots, chosen);
  if (mode === "image-to-image") return init ? [{ slots: [init] }] : [];
  const single = (slot: TraySlot): SentPicture => ({ slots: [slot] });
  if (slots.length <= maxPictures) return slots.map(single);
  const [first, ...others] = slots.filter(({ role }) => role === "product");
  const at = (role: TraySlot["role"]) => slots.filter((slot) => slot.role === role).map(single);
  return [
    ...at("face"),
    ...(first ? [{ slots: [first, ...others] } as SentPicture] : []),
    ...at("background"),
  ];
}

/** Whether a picture is a sheet of several products. */
export function isSheet({ slots }: SentPicture): boolean {
  return slots.length > 1;
}

/** A reference as the log names it: `face`, `product 2`, `background`. */
export function slotName({ role, position }: TraySlot): string {
  return position === undefined ? role : `${role} ${position}`;
}

/** A picture as the log names it: as its reference, or `sheet of products 1 to 4`. */
export function pictureName({ slots }: SentPicture): string {
  const [first] = slots;
  if (slots.length === 1) return slotName(first);
  return `sheet of products ${first.position ?? 1} to ${slots.at(-1)?.position ?? slots.length}`;
}
