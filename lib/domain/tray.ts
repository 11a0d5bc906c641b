import type { Ground } from "./model";

/** What a picture is to the user. */
export const roles = ["face", "product", "background"] as const;
export type Role = (typeof roles)[number];

/** A tray holds at most this many products; one face and one background beside them. */
export const maxProducts = 4;

/** The references that are set now, by id. Products keep the order in which they came. */
export interface Tray {
  face?: string | undefined;
  products: string[];
  background?: string | undefined;
  /** The reference that the user wants sent in place of the first by the rule; always one of the above. */
  chosen?: string | undefined;
}

export const emptyTray: Tray = { products: [] };

/** A reference's place in the tray; `position` counts products from 1. */
export interface TraySlot {
  referenceId: string;
  role: Role;
  position?: number | undefined;
  /** As it was when it was sent: what the product or the saved face is called, and the seller's own number. */
  name?: string | undefined;
  sku?: string | undefined;
  /** On what ground the face of a model is used. */
  ground?: Ground | undefined;
}

/** Whether one more reference of `role` fits; a face or background is replaced, so it always fits. */
export function hasRoom(tray: Tray, role: Role): boolean {
  return role !== "product" || tray.products.length < maxProducts;
}

/** The tray with `referenceId` in its role, or the same tray when there is no room (see `hasRoom`). */
export function addToTray(tray: Tray, role: Role, referenceId: string): Tray {
  if (role !== "product") return keepChosen({ ...tray, [role]: referenceId });
  return hasRoom(tray, role) ? { ...tray, products: [...tray.products, referenceId] } : tray;
}

/** The tray without `referenceId`, whatever its role was. */
export function removeFromTray(tray: Tray, referenceId: string): Tray {
  return keepChosen({
    ...(tray.chosen && { chosen: tray.chosen }),
    ...(tray.face && tray.face !== referenceId && { face: tray.face }),
    products: tray.products.filter((id) => id !== referenceId),
    ...(tray.background && tray.background !== referenceId && { background: tray.background }),
  });
}

/** The tray with `referenceId` marked as the one to be sent; the same tray when it is not in it. */
export function chooseInTray(tray: Tray, referenceId: string): Tray {
  return traySlots(tray).some((place) => place.referenceId === referenceId)
    ? { ...tray, chosen: referenceId }
    : tray;
}

/** The user's choice goes with the reference that was chosen. */
function keepChosen({ chosen, ...tray }: Tray): Tray {
  return chosen === undefined ? tray : chooseInTray(tray, chosen);
}

/** The tray with `newId` wherever `oldId` was. */
export function swapInTray(tray: Tray, oldId: string, newId: string): Tray {
  return {
    ...(tray.face && { face: tray.face === oldId ? newId : tray.face }),
    products: tray.products.map((id) => (id === oldId ? newId : id)),
    ...(tray.background && { background: tray.background === oldId ? newId : tray.background }),
    ...(tray.chosen && { chosen: tray.chosen === oldId ? newId : tray.chosen }),
  };
}

/** Every place of the tray that is taken, in the order in which the init image is chosen. */
export function traySlots(tray: Tray): TraySlot[] {
  return [
    ...(tray.face ? [{ referenceId: tray.face, role: "face" as const }] : []),
    ...tray.products.map((referenceId, i) => ({ referenceId, role: "product" as const, position: i + 1 })),
    ...(tray.background ? [{ referenceId: tray.background, role: "background" as const }] : []),
  ];
}

/** The tray that has exactly these places, and the user's choice among them. */
export function trayFromSlots(places: TraySlot[], chosen?: string): Tray {
  const tray: Tray = { products: [] };
  for (const { role, referenceId } of places) {
    if (role === "product") tray.products.push(referenceId);
    else tray[role] = referenceId;
  }
  return keepChosen({ ...tray, chosen });
}
