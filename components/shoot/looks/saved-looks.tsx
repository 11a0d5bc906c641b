import { useLiveQuery } from "dexie-react-hooks";
import { Bookmark, Trash2 } from "lucide-react";
import { useState } from "react";
import { text } from "../../../lib/browser/i18n";
import type { SavedLook } from "../../../lib/shoot/shoot";
import { type NewLook, readSavedLooks, removeSavedLook } from "../../../lib/storage/shoot-looks";
import { db } from "../../database";
import { truncate } from "../../format/truncate";
import { Thumbnail } from "../../picture/thumbnail";
import { useAttempt } from "../../status/report-failure";
import { Button, IconButton } from "../../ui/button";
import { TitledDialog } from "../../ui/dialog";

/** The looks that are kept for every shoot; a press on one puts a copy into this one. */
export function SavedLooks({ onUse }: { onUse: (look: NewLook) => void }) {
  const [open, setOpen] = useState(false);
  const attempt = useAttempt();
  const looks = useLiveQuery(() => readSavedLooks(db));
  const use = ({ name, prompt, combine, images, faceId, backgroundId }: SavedLook) => {
    setOpen(false);
    onUse({ name, prompt, combine, images, faceId, backgroundId });
  };
  return (
    <TitledDialog
      title={text("savedLooks")}
      hint={text("savedLooksHint")}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small">
          <Bookmark size={14} aria-hidden="true" />
          {text("savedLooks")}
        </Button>
      }
    >
      {looks?.length === 0 && <p className="px-4 py-8 text-center text-ink-soft">{text("savedLooksNone")}</p>}
      <ul className="-mx-1 min-h-0 flex-1 space-y-1.5 overflow-y-auto px-1">
        {looks?.map((look) => (
          <SavedRow
            key={look.id}
            look={look}
            onUse={() => use(look)}
            onRemove={() => attempt(removeSavedLook(db, look.id))}
          />
        ))}
      </ul>
    </TitledDialog>
  );
}

function SavedRow({ look, onUse, onRemove }: { look: SavedLook; onUse: () => void; onRemove: () => void }) {
  const { name, prompt, referenceIds } = look;
  return (
    <li className="flex items-center gap-1 rounded-control border border-line bg-raised pr-1 transition-colors hover:border-line-strong">
      <button
        type="button"
        onClick={onUse}
        className="flex min-w-0 flex-1 items-center gap-2 rounded-control p-2 text-left"
      >
        {referenceIds.map((id) => (
          <Thumbnail key={id} id={id} alt="" className="size-10 shrink-0 rounded-thumb" />
        ))}
        <span className="min-w-0">
          <span dir="auto" className="block truncate font-semibold">
            {name || text("lookUnnamed")}
          </span>
          <span dir="auto" className="block truncate text-12 text-ink-soft">
            {truncate(prompt, 120)}
          </span>
        </span>
      </button>
      <IconButton icon={Trash2} name={text("savedLookDelete", truncate(name, 40))} onClick={onRemove} />
    </li>
  );
}
