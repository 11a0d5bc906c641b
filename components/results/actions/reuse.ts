import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { draftPrompt, replaceDraft } from "../../../lib/storage/draft";
import { finishReuse, reuseGeneration, undoReuse } from "../../../lib/storage/reuse";
import { db } from "../../database";
import type { Toast } from "../state/use-toast";

/** Puts a prompt into the composer, to be changed and used again. */
export function reusePrompt(prompt: string, show: Toast["show"]): void {
  const before = draftPrompt(prompt);
  show({ text: text("promptReused"), onUndo: () => replaceDraft(before) });
}

/** Puts all that made a result into the composer. */
export async function reuse(generation: Generation, show: Toast["show"]): Promise<void> {
  const replaced = await reuseGeneration(db, generation);
  show({
    text: text(generation.places.length > 0 ? "allReused" : "promptReusedEmptyTray"),
    onUndo: () => undoReuse(db, replaced),
    onGone: () => finishReuse(db, replaced),
  });
}
