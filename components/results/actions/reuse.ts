import { text } from "../../../lib/browser/i18n";
import { openPopup } from "../../../lib/browser/open-popup";
import type { Generation } from "../../../lib/domain/generation";
import { trayFromSlots } from "../../../lib/domain/tray";
import { draftPrompt, readDraft, replaceDraft } from "../../../lib/storage/draft";
import { deleteUnreferenced, replaceTray } from "../../../lib/storage/replace-tray";
import { db } from "../../database";
import type { Toast } from "../state/use-toast";

/** Puts a prompt into the popup, to be changed and used again. */
export function reusePrompt(prompt: string, show: Toast["show"]): void {
  const before = draftPrompt(prompt);
  show({
    text: text("promptReused"),
    action: openPopup && { name: text("openPopup"), run: openPopup },
    onUndo: () => replaceDraft(before),
  });
}

/** Puts prompt, references and what is sent of them into the popup: the very ones, even if the tray has changed. */
export async function reuseAll(generation: Generation, show: Toast["show"]): Promise<void> {
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
  show({
    text: text(places.length > 0 ? "allReused" : "promptReusedEmptyTray"),
    action: openPopup && { name: text("openPopup"), run: openPopup },
    onUndo: () => {
      replaceDraft(draft);
      return replaceTray(db, tray);
    },
    onGone: () => deleteUnreferenced(db, tray),
  });
}
