import { toName } from "../domain/name";
import { maxImages, maxPrompt } from "../domain/request";
import { FailureError } from "../failure/failure";
import { normalizeFile } from "../image/normalize-file";
import { type Look, maxLooks, maxShootName, referencesOfLook, type SavedLook } from "../shoot/shoot";
import type { Db } from "./db";
import { deleteIfUnreferenced, makeReference, referenceTables, storeReference } from "./references";
import { changeShoot, newPartId } from "./shoots";

/** A look as it begins. */
export type NewLook = Partial<Omit<Look, "id">>;

/** One more look; gives its id. Throws `shoot_full`, and `shoot_lost`. */
export async function addLook(db: Db, shootId: string, look: NewLook = {}): Promise<string> {
  const id = newPartId();
  await changeShoot(db, shootId, (shoot) => {
    if (shoot.looks.length >= maxLooks) throw new FailureError("shoot_full");
    const { faceId, backgroundId, ...others } = look;
    shoot.looks.push({
      ...{ id, name: "", prompt: "", combine: false, images: 1 },
      ...tidy(others),
      ...(faceId !== undefined && { faceId }),
      ...(backgroundId !== undefined && { backgroundId }),
    });
  });
  return id;
}

/** Changes what is given of a look; its pictures are for `setLookPicture`. */
export async function changeLook(
  db: Db,
  shootId: string,
  lookId: string,
  changes: Omit<NewLook, "faceId" | "backgroundId">,
): Promise<void> {
  await changeShoot(db, shootId, (shoot) => {
    const look = shoot.looks.find(({ id }) => id === lookId);
    if (look) Object.assign(look, tidy(changes));
  });
}

function tidy({ name, prompt, images, combine }: NewLook): NewLook {
  const whole = Math.round(images ?? 1);
  return {
    ...(name !== undefined && { name: toName(name).slice(0, maxShootName) }),
    ...(prompt !== undefined && { prompt: prompt.slice(0, maxPrompt).toWellFormed() }),
    ...(images !== undefined && { images: Math.min(maxImages, Math.max(1, whole || 1)) }),
    ...(combine !== undefined && { combine }),
  };
}

export async function removeLook(db: Db, shootId: string, lookId: string): Promise<void> {
  await changeShoot(db, shootId, (shoot) => {
    shoot.looks = shoot.looks.filter(({ id }) => id !== lookId);
  });
}

type LookRole = "face" | "background";

/** The face or background of a look: a stored reference, or none. Throws `reference_lost` when it is gone. */
export async function setLookPicture(
  db: Db,
  shootId: string,
  lookId: string,
  role: LookRole,
  referenceId: string | undefined,
): Promise<void> {
  await changeShoot(db, shootId, async (shoot) => {
    if (referenceId !== undefined && !(await db.references.get(referenceId)))
      throw new FailureError("reference_lost");
    const look = shoot.looks.find(({ id }) => id === lookId);
    if (!look) return;
    if (referenceId === undefined) delete look[pictureField[role]];
    else look[pictureField[role]] = referenceId;
  });
}

const pictureField = { face: "faceId", background: "backgroundId" } as const satisfies Record<
  LookRole,
  keyof Look
>;

/** A picture file as the face or background of a look. Throws a `capture_…` code. */
export async function setLookFile(
  db: Db,
  shootId: string,
  lookId: string,
  role: LookRole,
  file: File,
): Promise<void> {
  const picture = await normalizeFile(file);
  const reference = makeReference(role, picture, { rung: "file", source: file.name.slice(0, 300) });
  await changeShoot(db, shootId, async (shoot) => {
    const look = shoot.looks.find(({ id }) => id === lookId);
    if (!look) return;
    await storeReference(db, reference, picture);
    look[pictureField[role]] = reference.id;
  });
}

/** Keeps a look for other shoots, under an id of its own. */
export async function saveLook(db: Db, look: Look): Promise<void> {
  const { id: _, ...kept } = look;
  await db.looks.add({
    ...kept,
    id: crypto.randomUUID(),
    createdAt: Date.now(),
    referenceIds: referencesOfLook(look),
  });
}

/** The saved looks, in the order in which they were saved. */
export async function readSavedLooks(db: Db): Promise<SavedLook[]> {
  return db.looks.orderBy("createdAt").toArray();
}

export async function removeSavedLook(db: Db, id: string): Promise<void> {
  await db.transaction("rw", referenceTables(db), async () => {
    const look = await db.looks.get(id);
    await db.looks.delete(id);
    for (const referenceId of look?.referenceIds ?? []) await deleteIfUnreferenced(db, referenceId);
  });
}
