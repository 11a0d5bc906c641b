import { useState } from "react";
import { clearBadge } from "../../lib/browser/badge";
import { failureText, text } from "../../lib/browser/i18n";
import { toFailure } from "../../lib/failure/failure";
import { sendCommand } from "../../lib/messaging/send-command";
import { clearDraft } from "../../lib/storage/draft";
import { readOpen, removeEverything } from "../../lib/storage/generations";
import { clearAllSettings } from "../../lib/storage/settings";
import { db } from "../database";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { type Outcome, OutcomeLine } from "./outcome-line";

async function deleteEverything(withSettings: boolean): Promise<Outcome> {
  try {
    // Otherwise fal goes on with, and charges, pictures that nobody will see.
    const open = await readOpen(db);
    if (open.length > 0) {
      await sendCommand("cancel", { ids: open.map(({ id }) => id).slice(0, 100) });
      await untilCancelled();
    }
    await removeEverything(db);
    clearDraft();
    await clearBadge();
    if (withSettings) await clearAllSettings();
    return { status: "success", message: text(withSettings ? "everythingDeleted" : "picturesDeleted") };
  } catch (error) {
    return { status: "error", message: failureText(toFailure(error)) };
  }
}

/** Gives fal the time to hear of it, at most 8 s: without their records nobody could cancel the requests. */
async function untilCancelled(): Promise<void> {
  for (let look = 0; look < 16 && (await readOpen(db)).length > 0; look++)
    await new Promise((resolve) => setTimeout(resolve, 500));
}

/** Deletes all that is stored, after one question. */
export function DeleteEverything({ onWiped }: { onWiped: () => void }) {
  // Everything means everything, unless the user says otherwise.
  const [withSettings, setWithSettings] = useState(true);
  const [outcome, setOutcome] = useState<Outcome>();
  const remove = async () => {
    setOutcome(await deleteEverything(withSettings));
    if (withSettings) onWiped();
  };
  return (
    <>
      <ConfirmDialog
        trigger={<Button variant="danger">{text("deleteEverything")}</Button>}
        title={text("deleteTitle")}
        warning={text("deleteWarning")}
        confirm={text("deleteConfirm")}
        onConfirm={remove}
        onOpenChange={() => setWithSettings(false)}
      >
        <label className="flex gap-2.5">
          <input
            type="checkbox"
            checked={withSettings}
            onChange={({ target }) => setWithSettings(target.checked)}
            className="mt-0.5 size-4 shrink-0"
          />
          {text("deleteSettingsToo")}
        </label>
      </ConfirmDialog>
      <OutcomeLine outcome={outcome} />
    </>
  );
}
