import type { Generation } from "../../lib/generation";
import { draftPrompt, dropLeftOut, replaceTray, trayOf } from "../../lib/reuse";
import { writeSetting } from "../../lib/settings";
import { text } from "../../lib/text";
import { db } from "../database";
import { openPopup } from "../open-popup";
import type { Toast } from "./use-toast";

/** Puts a prompt into the popup, to be changed and used again. */
export async function reusePrompt(prompt: string, show: Toast["show"]): Promise<void> {
  const before = await draftPrompt(prompt);
  show({
    words: text("promptReused"),
    action: openPopup && { name: text("openPopup"), run: openPopup },
    onUndo: () => void writeSetting("draft", before),
  });
}

/** Puts prompt and references into the popup: the very ones, even if the tray has changed since. */
export async function reuseAll({ prompt, places }: Generation, show: Toast["show"]): Promise<void> {
  const tray = await replaceTray(db, trayOf(places));
  const draft = await draftPrompt(prompt);
  show({
    words: text(places.length > 0 ? "allReused" : "promptReusedEmptyTray"),
    action: openPopup && { name: text("openPopup"), run: openPopup },
    onUndo: () => {
      void replaceTray(db, tray);
      void writeSetting("draft", draft);
    },
    onGone: () => void dropLeftOut(db, tray),
  });
}
