import { useLiveQuery } from "dexie-react-hooks";
import { UserRoundPlus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { text } from "../../lib/browser/i18n";
import { putModelInTray, readUnsavedFace, saveModel } from "../../lib/storage/models";
import { db } from "../database";
import { Thumbnail } from "../picture/thumbnail";
import { useAttempt } from "../status/report-failure";
import { Button } from "../ui/button";
import { TitledDialog } from "../ui/dialog";
import { type ModelFacts, ModelForm } from "./model-form";
import { ModelList } from "./model-list";

/** The shelf of saved faces, behind a button. One press puts one in the tray; the face that is set can be saved. */
export function ModelsDialog({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const attempt = useAttempt();
  const use = (id: string) => {
    setOpen(false);
    attempt(putModelInTray(db, id));
  };
  return (
    <TitledDialog
      size="window"
      trigger={children}
      title={text("models")}
      hint={text("modelsHint")}
      open={open}
      onOpenChange={setOpen}
    >
      <div className="-mx-1 min-h-0 flex-1 space-y-3 overflow-y-auto px-1 pb-1">
        <UnsavedFace />
        <ModelList onUse={({ id }) => use(id)} />
      </div>
    </TitledDialog>
  );
}

/** The face that is set now, while it is not on the shelf. */
function UnsavedFace() {
  const face = useLiveQuery(() => readUnsavedFace(db));
  const [saving, setSaving] = useState(false);
  const attempt = useAttempt();
  if (!face) return null;
  const save = (facts: ModelFacts) => {
    setSaving(false);
    attempt(saveModel(db, face.id, facts));
  };
  return (
    <div className="space-y-2 rounded-control bg-sunken p-2">
      <div className="flex items-center gap-3">
        <Thumbnail id={face.id} alt={text("modelUnsaved")} className="size-13 shrink-0 rounded-thumb" />
        <p className="min-w-0 flex-1">{text("modelUnsaved")}</p>
        {!saving && (
          <Button size="small" onClick={() => setSaving(true)}>
            <UserRoundPlus size={14} aria-hidden="true" />
            {text("modelAdd")}
          </Button>
        )}
      </div>
      {saving && <ModelForm onSave={save} onCancel={() => setSaving(false)} />}
    </div>
  );
}
