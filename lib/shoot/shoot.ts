import type { Failure } from "../failure/failure";

/** A shoot has at most so many products and looks. */
export const maxShootProducts = 200;
export const maxLooks = 12;
/** The name of a shoot or look has at most this many characters. */
export const maxShootName = 80;

/** A product of a shoot, a row of its matrix. `id` is unique within the shoot, and holds no colon. */
export interface ShootProduct {
  id: string;
  /** Its picture. */
  referenceId: string;
  /** As the user calls it here; without one the reference's own name counts, else its row (`productNameIn`). */
  name?: string | undefined;
  sku?: string | undefined;
}

/** A way to make a picture, a column of the matrix. */
export interface Look {
  id: string;
  name: string;
  /** May hold `{product}`. */
  prompt: string;
  /** Face, product and background together; else the product alone. */
  combine: boolean;
  /** Pictures a cell: one batch. */
  images: number;
  faceId?: string | undefined;
  backgroundId?: string | undefined;
}

/** A look that is kept for other shoots. */
export interface SavedLook extends Look {
  /** ms since 1970. */
  createdAt: number;
  /** Face and background once more, for the index. */
  referenceIds: string[];
}

/**
 * `planned`: never started. `waiting`: started while another one runs. `stopped`: came to its end, or what had not
 * started was cancelled. Whether it is done is not stored: `isDone` in `cells.ts`.
 */
export const shootStates = ["planned", "waiting", "running", "paused", "stopped"] as const;
export type ShootState = (typeof shootStates)[number];

/** Products × looks. A cell is one product in one look: its generations have the shoot's id and the cell's key. */
export interface Shoot {
  id: string;
  name: string;
  /** ms since 1970. */
  createdAt: number;
  state: ShootState;
  /** Why it paused by itself. */
  pausedFor?: Failure | undefined;
  products: ShootProduct[];
  looks: Look[];
  /** The keys of the cells that are not to be made. */
  skipped: string[];
  /** Every reference of its products and looks, for the index. */
  referenceIds: string[];
  /** Start's word holds: every planned cell without a picture is made. Without it only what is to be retried is. */
  making?: boolean | undefined;
  /** When it was started, for its turn among those that wait (ms since 1970). */
  startedAt?: number | undefined;
  /** The last paid presses that were carried out, newest last: sent once more, none is carried out again. */
  presses?: string[] | undefined;
}

/** The references that a shoot needs, each once. */
export function referencesOf({ products, looks }: Pick<Shoot, "products" | "looks">): string[] {
  const ids = [...products.map(({ referenceId }) => referenceId), ...looks.flatMap(referencesOfLook)];
  return [...new Set(ids)];
}

/** Face and background of a look. */
export function referencesOfLook({ faceId, backgroundId }: Pick<Look, "faceId" | "backgroundId">): string[] {
  return [faceId, backgroundId].filter((id) => id !== undefined);
}

/** The shoot with another reference wherever it has `oldId`. */
export function swapInShoot(shoot: Shoot, oldId: string, newId: string): Shoot {
  const swap = (id: string | undefined) => (id === oldId ? newId : id);
  const products = shoot.products.map((one) => ({ ...one, referenceId: swap(one.referenceId) ?? newId }));
  const looks = shoot.looks.map((look) => ({
    ...look,
    ...(look.faceId && { faceId: swap(look.faceId) }),
    ...(look.backgroundId && { backgroundId: swap(look.backgroundId) }),
  }));
  return { ...shoot, products, looks, referenceIds: referencesOf({ products, looks }) };
}
