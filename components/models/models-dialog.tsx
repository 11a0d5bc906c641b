import { useLiveQuery } from "dexie-react-hooks";
import { UserRoundPlus, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { text } from "../../lib/browser/i18n";
import { putModelInTray, readUnsavedFace, saveModel } from "../../lib/storage/models";
import { db } from "../database";
import { Thumbnail } from "../picture/thumbnail";
import { useAttempt } from "../status/report-failure";
import { Button, IconButton } from "../ui/button";
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
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>{children}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-20 bg-veil" />
        <Dialog.Content className="fixed inset-x-2 top-2 bottom-2 z-30 mx-auto flex max-h-160 max-w-120 flex-col gap-3 rounded-card border border-line bg-surface p-3 shadow-float outline-none">
          <div className="flex items-center">
            <Dialog.Title className="flex-1 text-15 font-semibold">{text("models")}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} name={text("close")} />
            </Dialog.Close>
          </div>
          <Dialog.Description className="text-12 text-ink-soft">{text("modelsHint")}</Dialog.Description>
          <div className="-mx-1 min-h-0 flex-1 space-y-3 overflow-y-auto px-1 pb-1">
            <UnsavedFace />
            <ModelList onUse={({ id }) => use(id)} />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
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
