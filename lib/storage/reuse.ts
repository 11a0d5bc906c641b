import type { Generation } from "../domain/generation";
import { type Tray, trayFromSlots } from "../domain/tray";
import type { Db } from "./db";
import { type Draft, readDraft, replaceDraft } from "./draft";
import { deleteUnreferenced, replaceTray } from "./replace-tray";

/** What the composer held before a result's own things were put there. */
export interface Replaced {
  draft: Draft;
  tray: Tray;
}

/**
 * Puts prompt, references and what is sent of them into the composer, the very ones even if the tray has changed,
 * for one picture. Throws `reference_lost`; nothing is changed then.
 */
export async function reuseGeneration(db: Db, generation: Generation): Promise<Replaced> {
  const { prompt, places, mode, chosen, sentences } = generation;
  const tray = await replaceTray(db, trayFromSlots(places, chosen));
  const draft = readDraft();
  const combine = mode === "multi-reference";
  replaceDraft({
    ...draft,
    prompt,
    images: 1,
    ...(places.length > 1 && { combine }),
    ...(combine && { sentences }),
  });
  return { draft, tray };
}

/** Gives the composer back what it held. Throws `reference_lost`. */
export async function undoReuse(db: Db, { draft, tray }: Replaced): Promise<void> {
  replaceDraft(draft);
  await replaceTray(db, tray);
}

/** Makes a reuse final: what the composer held and nothing else uses is deleted. */
export async function finishReuse(db: Db, { tray }: Replaced): Promise<void> {
  await deleteUnreferenced(db, tray);
}
