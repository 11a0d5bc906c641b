import { maxProducts } from "../domain/tray";
import { maxShootProducts } from "../shoot/shoot";
import type { Db } from "../storage/db";
import { addReference, readTray } from "../storage/references";
import { addShootPicture } from "../storage/shoot-products";
import { readShoot } from "../storage/shoots";
import type { Basket } from "./gather";

/** The products of the tray. */
export function trayBasket(db: Db): Basket {
  return {
    full: "products_full",
    room: async () => maxProducts - (await readTray(db)).products.length,
    async add(picture, from) {
      const { products } = await readTray(db);
      const { id } = await addReference(db, "product", picture, from);
      return !products.includes(id);
    },
  };
}

/** The products of a shoot. */
export function shootBasket(db: Db, shootId: string): Basket {
  return {
    full: "shoot_full",
    room: async () => maxShootProducts - ((await readShoot(db, shootId))?.products.length ?? 0),
    add: (picture, from) => addShootPicture(db, shootId, picture, from),
  };
}
