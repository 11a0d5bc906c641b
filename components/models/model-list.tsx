import { useLiveQuery } from "dexie-react-hooks";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { text } from "../../lib/browser/i18n";
import type { Model } from "../../lib/domain/model";
import { readModels, removeModel, saveModel } from "../../lib/storage/models";
import { db } from "../database";
import { Thumbnail } from "../picture/thumbnail";
import { useAttempt } from "../status/report-failure";
import { IconButton } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ModelForm } from "./model-form";

/** The shelf of saved faces; a press on one uses it. */
export function ModelList({ onUse }: { onUse: (model: Model) => void }) {
  const models = useLiveQuery(() => readModels(db));
  const [edited, setEdited] = useState<string>();
  const attempt = useAttempt();
  if (models?.length === 0)
    return <p className="px-4 py-8 text-center text-ink-soft">{text("modelsNone")}</p>;
  return (
    <ul aria-label={text("models")} className="space-y-1.5">
      {models?.map((model) =>
        model.id === edited ? (
          <li key={model.id}>
            <ModelForm
              {...model}
              onCancel={() => setEdited(undefined)}
              onSave={(facts) => {
                attempt(saveModel(db, model.id, facts));
                setEdited(undefined);
              }}
            />
          </li>
        ) : (
          <ModelRow
            key={model.id}
            model={model}
            onUse={() => onUse(model)}
            onEdit={() => setEdited(model.id)}
            onRemove={() => attempt(removeModel(db, model.id))}
          />
        ),
      )}
    </ul>
  );
}

interface ModelRowProps {
  model: Model;
  onUse: () => void;
  onEdit: () => void;
  onRemove: () => void;
}

function ModelRow({ model: { id, name, ground }, onUse, onEdit, onRemove }: ModelRowProps) {
  return (
    <li className="flex items-center gap-1 rounded-control border border-line bg-raised pr-1 transition-colors hover:border-line-strong">
      <button
        type="button"
        onClick={onUse}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-control p-2 text-left"
      >
        <Thumbnail id={id} alt="" className="size-13 shrink-0 rounded-thumb" />
        <span className="min-w-0">
          <span dir="auto" className="block truncate font-semibold">
            {name}
          </span>
          <span className="block text-12 wrap-anywhere text-ink-soft">{text(`groundOf_${ground}`)}</span>
        </span>
      </button>
      <IconButton icon={Pencil} name={text("modelEdit", name)} onClick={onEdit} />
      <ConfirmDialog
        trigger={<IconButton icon={Trash2} name={text("modelRemove", name)} />}
        title={text("modelRemoveTitle")}
        warning={text("modelRemoveWarning")}
        confirm={text("modelRemoveYes")}
        onConfirm={onRemove}
      />
    </li>
  );
}
