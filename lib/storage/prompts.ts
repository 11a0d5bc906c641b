import { maxPromptName, type SavedPrompt } from "../domain/saved-prompt";
import type { Db } from "./db";
import { readNewest } from "./generations";

/** So many generations are looked through for the prompts that were used last, and so many are shown. */
const lookBack = 300;
const recentShown = 30;

/** The user's own prompts, in the user's order. */
export async function readPrompts(db: Db): Promise<SavedPrompt[]> {
  return db.prompts.orderBy("order").toArray();
}

/** The prompts that were used last, each once, newest first. */
export async function readRecentPrompts(db: Db): Promise<string[]> {
  const newest = await readNewest(db, lookBack);
  return [...new Set(newest.map(({ prompt }) => prompt))].slice(0, recentShown);
}

/** Saves a prompt under a name, above the others; with an id, changes the one that is there. */
export async function savePrompt(
  db: Db,
  { id, name, text }: { id?: string | undefined; name: string; text: string },
): Promise<void> {
  const fields = { name: (name.trim() || text.trim()).slice(0, maxPromptName), text: text.trim() };
  if (!fields.text) return;
  if (id) return void (await db.prompts.update(id, fields));
  await db.transaction("rw", db.prompts, async () => {
    const first = await db.prompts.orderBy("order").first();
    await db.prompts.add({ id: crypto.randomUUID(), ...fields, order: (first?.order ?? 0) - 1 });
  });
}

/** Deletes a saved prompt and gives it back, for Undo. */
export async function removePrompt(db: Db, id: string): Promise<SavedPrompt | undefined> {
  const prompt = await db.prompts.get(id);
  await db.prompts.delete(id);
  return prompt;
}

/** Moves a saved prompt one place up (-1) or down (1) among the others. */
export async function movePrompt(db: Db, id: string, by: -1 | 1): Promise<void> {
  await db.transaction("rw", db.prompts, async () => {
    const prompts = await readPrompts(db);
    const at = prompts.findIndex((prompt) => prompt.id === id);
    const [one, other] = [prompts[at], prompts[at + by]];
    if (!one || !other) return;
    await db.prompts.bulkPut([
      { ...one, order: other.order },
      { ...other, order: one.order },
    ]);
  });
}
