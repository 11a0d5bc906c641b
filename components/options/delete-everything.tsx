import { AlertDialog } from "radix-ui";
import { useState } from "react";
import { failureOf } from "../../lib/errors";
import { readOpen, removeEverything } from "../../lib/history";
import { clearAllSettings } from "../../lib/settings";
import { failureText, text } from "../../lib/text";
import { Button } from "../button";
import { db } from "../database";
import { sendCommand } from "../send-command";
import { type Outcome, OutcomeLine } from "./outcome-line";

async function deleteEverything(withSettings: boolean): Promise<Outcome> {
  try {
    // Otherwise fal goes on with, and charges, pictures that nobody will see.
    const open = await readOpen(db);
    if (open.length > 0) await sendCommand("cancel", { ids: open.map(({ id }) => id).slice(0, 100) });
    await removeEverything(db);
    if (withSettings) await clearAllSettings();
    return { kind: "good", words: text(withSettings ? "everythingDeleted" : "picturesDeleted") };
  } catch (error) {
    return { kind: "bad", words: failureText(failureOf(error)) };
  }
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
      <AlertDialog.Root onOpenChange={() => setWithSettings(true)}>
        <AlertDialog.Trigger asChild>
          <Button look="danger">{text("deleteEverything")}</Button>
        </AlertDialog.Trigger>
        <AlertDialog.Portal>
          <AlertDialog.Overlay className="fixed inset-0 z-10 bg-veil" />
          <AlertDialog.Content className="fixed top-1/2 left-1/2 z-20 w-[min(420px,92vw)] -translate-x-1/2 -translate-y-1/2 space-y-3 rounded-card border border-line bg-raised p-5 shadow-float outline-none">
            <AlertDialog.Title className="text-15 font-semibold">{text("deleteTitle")}</AlertDialog.Title>
            <AlertDialog.Description className="text-ink-soft">
              {text("deleteWarning")}
            </AlertDialog.Description>
            <label className="flex gap-2.5">
              <input
                type="checkbox"
                checked={withSettings}
                onChange={({ target }) => setWithSettings(target.checked)}
                className="mt-0.5 size-4 shrink-0"
              />
              {text("deleteSettingsToo")}
            </label>
            <div className="flex flex-wrap justify-end gap-2 pt-2">
              <AlertDialog.Cancel asChild>
                <Button>{text("keepEverything")}</Button>
              </AlertDialog.Cancel>
              <AlertDialog.Action asChild>
                <Button look="danger" onClick={remove}>
                  {text("deleteConfirm")}
                </Button>
              </AlertDialog.Action>
            </div>
          </AlertDialog.Content>
        </AlertDialog.Portal>
      </AlertDialog.Root>
      <OutcomeLine outcome={outcome} />
    </>
  );
}
