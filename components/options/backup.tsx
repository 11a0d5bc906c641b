import { useRef } from "react";
import { text } from "../../lib/browser/i18n";
import { saveFile } from "../../lib/browser/save-file";
import { stamp } from "../../lib/export/file-name";
import { db } from "../database";
import { formatBytes, formatNumber } from "../format/numbers";
import { Button } from "../ui/button";
import { type Outcome, OutcomeLine } from "./outcome-line";
import { useOutcome } from "./use-outcome";

// What makes and reads backups is loaded at the press: most visits to Options have no need of it.
async function backUp(): Promise<Outcome> {
  const { makeBackup } = await import("../../lib/export/backup");
  const file = await makeBackup(db);
  saveFile(file, `refshot-backup-${stamp(Date.now())}.zip`);
  return { status: "success", message: text("backupSaved", formatBytes(file.size)) };
}

async function restore(file: File): Promise<Outcome> {
  const [{ readBackup }, { restoreBackup }] = await Promise.all([
    import("../../lib/export/read-backup"),
    import("../../lib/export/restore"),
  ]);
  const { added, there } = await restoreBackup(db, await readBackup(file));
  return { status: "success", message: text("backupRestored", formatNumber(added), formatNumber(there)) };
}

/** Everything to one file, and back from it on any machine. */
export function Backup() {
  const input = useRef<HTMLInputElement>(null);
  const [outcome, run] = useOutcome();
  const start = (message: string, work: () => Promise<Outcome>) => {
    if (outcome?.status !== "pending") void run(work, message);
  };
  return (
    <div className="space-y-3 border-t border-line pt-4">
      <h3 className="font-semibold">{text("backupTitle")}</h3>
      <p className="text-ink-soft">{text("backupHint")}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => start(text("backupWorking"), backUp)}>{text("backupMake")}</Button>
        <Button onClick={() => input.current?.click()}>{text("backupRestore")}</Button>
      </div>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label={text("backupRestore")}
        tabIndex={-1}
        className="hidden"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // So that choosing the same file again is a change again.
          currentTarget.value = "";
          if (file) start(text("backupChecking"), () => restore(file));
        }}
      />
      <OutcomeLine outcome={outcome} />
    </div>
  );
}
