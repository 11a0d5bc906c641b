import type { Generation, Review, Status } from "../domain/generation";
import { toName } from "../domain/name";
import { FailureError } from "../failure/failure";
import { cellKey } from "../shoot/cells";
import { maxShootName, maxShootProducts, referencesOf, type Shoot } from "../shoot/shoot";
import { type Db, readAtOnce } from "./db";
import { deleteIfUnreferenced, referenceTables } from "./references";

/** A new shoot without products and looks; gives it. */
export async function createShoot(db: Db, name: string): Promise<Shoot> {
  const shoot: Shoot = {
    id: crypto.randomUUID(),
    name: toName(name).slice(0, maxShootName),
    createdAt: Date.now(),
    state: "planned",
    products: [],
    looks: [],
    skipped: [],
    referenceIds: [],
  };
  await db.shoots.add(shoot);
  return shoot;
}

/**
 * The id of the shoot that more products go into: the newest that is still planned and has room, else a new one,
 * whose name `nameIt` makes of its number.
 */
export async function shootForMore(db: Db, nameIt: (number: number) => string): Promise<string> {
  const shoots = await readShoots(db);
  const open = shoots.find(
    ({ state, products }) => state === "planned" && products.length < maxShootProducts,
  );
  return (open ?? (await createShoot(db, nameIt(shoots.length + 1)))).id;
}

/** The shoot, or undefined when it is gone. */
export async function readShoot(db: Db, id: string): Promise<Shoot | undefined> {
  return readAtOnce(db, db.shoots, () => db.shoots.get(id));
}

/** All shoots, newest first. */
export async function readShoots(db: Db): Promise<Shoot[]> {
  return (await readAtOnce(db, db.shoots, () => db.shoots.orderBy("createdAt").toArray())).reverse();
}

export async function renameShoot(db: Db, id: string, name: string): Promise<void> {
  await db.shoots.update(id, { name: toName(name).slice(0, maxShootName) });
}

/** An id for a product or look, short because it stands in every key of its cells. */
export const newPartId = () => crypto.randomUUID().slice(0, 8);

/**
 * Changes a shoot, and deletes what it then no longer needs and nothing else uses, as one transaction; gives what
 * `change` gives. Throws `shoot_lost` when the shoot is gone.
 */
export async function changeShoot<T>(
  db: Db,
  id: string,
  change: (shoot: Shoot) => T | Promise<T>,
): Promise<T> {
  return db.transaction("rw", referenceTables(db), async () => {
    const shoot = await db.shoots.get(id);
    if (!shoot) throw new FailureError("shoot_lost");
    const before = shoot.referenceIds;
    const given = await change(shoot);
    const kept = new Set(cellKeysOf(shoot));
    shoot.skipped = shoot.skipped.filter((key) => kept.has(key));
    shoot.referenceIds = referencesOf(shoot);
    await db.shoots.put(shoot);
    for (const referenceId of before)
      if (!shoot.referenceIds.includes(referenceId)) await deleteIfUnreferenced(db, referenceId);
    return given;
  });
}

const cellKeysOf = ({ products, looks }: Shoot) =>
  products.flatMap((product) => looks.map((look) => cellKey(product.id, look.id)));

/**
 * Deletes the plan of a shoot, and references that nothing else uses. What was made stays in history. What is open
 * is for the command `shoot` with `delete`, which ends here.
 */
export async function deleteShoot(db: Db, id: string): Promise<void> {
  await db.transaction("rw", [...referenceTables(db), db.shootTotals], async () => {
    const shoot = await db.shoots.get(id);
    if (!shoot) return;
    await db.shoots.delete(id);
    await db.shootTotals.update(id, { name: shoot.name });
    for (const referenceId of shoot.referenceIds) await deleteIfUnreferenced(db, referenceId);
  });
}

/** Cells that are not to be made (`skip`), or are after all. */
export async function skipCells(db: Db, shootId: string, keys: string[], skip: boolean): Promise<void> {
  const wanted = new Set(keys);
  await changeShoot(db, shootId, (shoot) => {
    const others = shoot.skipped.filter((key) => !wanted.has(key));
    shoot.skipped = skip ? [...others, ...wanted] : others;
  });
}

/** A shoot's generations in one of these statuses, in the order in which they were asked for. Reads no pictures. */
export async function readShootGenerations(
  db: Db,
  shootId: string,
  statuses: readonly Status[],
): Promise<Generation[]> {
  return db.generations
    .where("[shootId+status]")
    .anyOf(statuses.map((status) => [shootId, status]))
    .sortBy("createdAt");
}

/** Sets what the user decided about a picture in the review, or takes it back. */
export async function setReview(db: Db, generationId: string, review: Review | undefined): Promise<void> {
  await db.generations.update(generationId, { review });
}
