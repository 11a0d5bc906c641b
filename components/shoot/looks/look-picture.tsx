import { useLiveQuery } from "dexie-react-hooks";
import { ImageUp, Plus } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import type { Look } from "../../../lib/shoot/shoot";
import { readTray } from "../../../lib/storage/references";
import { readUsedBackgrounds } from "../../../lib/storage/used-backgrounds";
import { db } from "../../database";
import { ModelList } from "../../models/model-list";
import { Thumbnail } from "../../picture/thumbnail";
import { useAttempt } from "../../status/report-failure";
import { Button, buttonClass } from "../../ui/button";
import { TitledDialog } from "../../ui/dialog";
import type { LookActions } from "./use-look-actions";

type LookRole = "face" | "background";

interface LookPictureProps {
  look: Look;
  of: LookRole;
  actions: LookActions;
}

/** The face or background of a look; a press chooses another. */
export function LookPicture({ look, of: role, actions }: LookPictureProps) {
  const [open, setOpen] = useState(false);
  const id = role === "face" ? look.faceId : look.backgroundId;
  const name = text(`look_${role}`);
  const use = (referenceId: string | undefined) => {
    setOpen(false);
    actions.setPicture(look.id, role, referenceId);
  };
  const trigger = (
    <button
      type="button"
      aria-label={name}
      title={name}
      className={`relative flex h-18 w-20 shrink-0 flex-col items-center justify-center overflow-hidden rounded-thumb text-12 text-ink-soft transition-colors ${id ? "hover:opacity-85" : "border border-dashed border-line-strong hover:bg-sunken hover:text-ink"}`}
    >
      {id ? (
        <Thumbnail id={id} alt="" className={`size-full ${look.combine ? "" : "opacity-55"}`} />
      ) : (
        <>
          <Plus size={16} aria-hidden="true" />
          <span className="line-clamp-2 max-w-full px-0.5 text-center tracking-tight">
            {text(`role_${role}`)}
          </span>
        </>
      )}
    </button>
  );
  return (
    <TitledDialog
      title={name}
      hint={text(`lookHint_${role}`)}
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
    >
      <div className="-mx-1 min-h-0 flex-1 space-y-4 overflow-y-auto px-1 pb-1">
        <FileChoice
          label={text(`lookFile_${role}`)}
          onFile={(file) => actions.setFile(look.id, role, file)}
          onDone={() => setOpen(false)}
        />
        <FromTray role={role} onUse={use} />
        {role === "face" ? (
          <Part title={text("models")}>
            <ModelList onUse={({ id }) => use(id)} />
          </Part>
        ) : (
          <UsedBackgrounds onUse={use} />
        )}
        {id && <Button onClick={() => use(undefined)}>{text(`lookNone_${role}`)}</Button>}
      </div>
    </TitledDialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-1.5">
      <h3 className="text-12 text-ink-soft">{title}</h3>
      {children}
    </section>
  );
}

interface FileChoiceProps {
  label: string;
  onFile: (file: File) => Promise<void>;
  onDone: () => void;
}

function FileChoice({ label, onFile, onDone }: FileChoiceProps) {
  const id = useId();
  const attempt = useAttempt();
  const [isReading, setReading] = useState(false);
  const take = ([file]: File[]) => {
    if (!file) return;
    setReading(true);
    attempt(
      onFile(file).finally(() => {
        setReading(false);
        onDone();
      }),
    );
  };
  return (
    <label
      htmlFor={id}
      aria-busy={isReading}
      className={`${buttonClass()} has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
    >
      <ImageUp size={16} aria-hidden="true" />
      {label}
      <input
        id={id}
        type="file"
        accept="image/*"
        className="sr-only"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = "";
          take(files);
        }}
      />
    </label>
  );
}

/** What the tray has for the role now. */
function FromTray({ role, onUse }: { role: LookRole; onUse: (id: string) => void }) {
  const set = useLiveQuery(async () => (await readTray(db))[role] ?? null, [role]);
  if (!set) return null;
  return (
    <Part title={text("inTheTray")}>
      <PictureButton id={set} name={text(`lookFromTray_${role}`)} onPress={() => onUse(set)} />
    </Part>
  );
}

/** Backgrounds of other looks, which stand in for a shelf of their own. */
function UsedBackgrounds({ onUse }: { onUse: (id: string) => void }) {
  const used = useLiveQuery(() => readUsedBackgrounds(db));
  if (!used?.length) return null;
  return (
    <Part title={text("usedBackgrounds")}>
      <div className="flex flex-wrap gap-2">
        {used.map((id, i) => (
          <PictureButton key={id} id={id} name={text("usedBackground", i + 1)} onPress={() => onUse(id)} />
        ))}
      </div>
    </Part>
  );
}

function PictureButton({ id, name, onPress }: { id: string; name: string; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      onClick={onPress}
      className="size-18 rounded-thumb hover:opacity-85"
    >
      <Thumbnail id={id} alt="" className="size-full rounded-thumb" />
    </button>
  );
}
