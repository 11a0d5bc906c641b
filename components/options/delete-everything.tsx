import { useState } from "react";
import { clearBadge } from "../../lib/browser/badge";
import { text } from "../../lib/browser/i18n";
import { FailureError } from "../../lib/failure/failure";
import { sendCommand } from "../../lib/messaging/send-command";
import { clearDraft } from "../../lib/storage/draft";
import { clearAllSettings } from "../../lib/storage/settings";
import { wipe } from "../../lib/storage/wipe";
import { db } from "../database";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { type Outcome, OutcomeLine } from "./outcome-line";
import { useOutcome } from "./use-outcome";

interface What {
  withSettings: boolean;
  withLedger: boolean;
}

async function deleteEverything({ withSettings, withLedger }: What): Promise<Outcome> {
  await wipe(
    db,
    async (ids) => {
      const failure = await sendCommand("cancel", { ids });
      if (failure) throw new FailureError(failure.code, failure.detail);
    },
    withLedger,
  );
  clearDraft();
  await clearBadge();
  if (withSettings) {
    await clearAllSettings();
    // How pages were left: what is folded, what is open.
    localStorage.clear();
  }
  return { status: "success", message: text(withSettings ? "everythingDeleted" : "picturesDeleted") };
}

/** Deletes all that is stored, after one question. */
export function DeleteEverything({ onWiped }: { onWiped: () => void }) {
  // Everything means everything, unless the user says otherwise.
  const [withSettings, setWithSettings] = useState(true);
  const [withLedger, setWithLedger] = useState(true);
  const [outcome, run] = useOutcome();
  const remove = async () => {
    await run(() => deleteEverything({ withSettings, withLedger }));
    if (withSettings) onWiped();
  };
  const choose = () => {
    setWithSettings(false);
    setWithLedger(false);
  };
  return (
    <>
      <ConfirmDialog
        trigger={<Button variant="danger">{text("deleteEverything")}</Button>}
        title={text("deleteTitle")}
        warning={text("deleteWarning")}
        confirm={text("deleteConfirm")}
        onConfirm={remove}
        onOpenChange={choose}
      >
        <Choice checked={withSettings} onChange={setWithSettings} label={text("deleteSettingsToo")} />
        <Choice checked={withLedger} onChange={setWithLedger} label={text("deleteLedgerToo")} />
      </ConfirmDialog>
      <OutcomeLine outcome={outcome} />
    </>
  );
}

interface ChoiceProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
}

function Choice({ checked, onChange, label }: ChoiceProps) {
  return (
    <label className="flex gap-2.5">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
        className="mt-0.5 size-4 shrink-0"
      />
      {label}
    </label>
  );
}
