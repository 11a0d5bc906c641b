import { Plus, Settings, Trash2 } from "lucide-react";
import { useState } from "react";
import { text } from "../../../lib/browser/i18n";
import { openOptions } from "../../../lib/browser/open-options";
import { maxShootName, type Shoot } from "../../../lib/shoot/shoot";
import { renameShoot } from "../../../lib/storage/shoots";
import { db } from "../../database";
import { Button, IconButton } from "../../ui/button";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Logo } from "../../ui/logo";
import type { ChangeShoot } from "../use-shoot";
import { useShootCommand } from "./use-shoot-command";

interface ShootHeaderProps {
  shoot: Shoot;
  shoots: Shoot[];
  change: ChangeShoot;
  onChoose: (id: string) => void;
  onNew: () => void;
}

/** What the shoot is called, and the ways to the others. */
export function ShootHeader({ shoot, shoots, change, onChoose, onNew }: ShootHeaderProps) {
  const { products, looks } = shoot;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 pt-2">
      <Logo size={20} />
      <h1 className="sr-only">{text("shootTitle")}</h1>
      <ShootName key={shoot.id} shoot={shoot} change={change} />
      <span className="text-12 text-ink-soft tabular-nums">
        {text("shootSize", products.length, looks.length)}
      </span>
      <span className="flex-1" />
      {shoots.length > 1 && (
        <select
          aria-label={text("shootChoice")}
          value={shoot.id}
          onChange={({ target }) => onChoose(target.value)}
          className="h-7 max-w-50 rounded-control border border-line bg-raised px-2 text-12"
        >
          {shoots.map(({ id, name, state }) => (
            <option key={id} value={id}>
              {optionText(name, state)}
            </option>
          ))}
        </select>
      )}
      <Button size="small" onClick={onNew}>
        <Plus size={14} aria-hidden="true" />
        {text("newShoot")}
      </Button>
      <DeleteShoot id={shoot.id} />
      <IconButton icon={Settings} name={text("options")} onClick={openOptions} />
    </div>
  );
}

/** Only what goes on by itself is worth a word beside the name. */
function optionText(name: string, state: Shoot["state"]): string {
  const words = name || text("shootUnnamed");
  return state === "planned" || state === "stopped" ? words : `${words} · ${text(`shootIs_${state}`)}`;
}

function ShootName({ shoot, change }: { shoot: Shoot; change: ChangeShoot }) {
  // As it is typed: what is stored has no space at its end.
  const [typed, setTyped] = useState<string>();
  const rename = (name: string) => {
    setTyped(name);
    change(
      (now) => ({ ...now, name }),
      () => renameShoot(db, shoot.id, name),
    );
  };
  return (
    <input
      dir="auto"
      aria-label={text("shootName")}
      value={typed ?? shoot.name}
      placeholder={text("shootUnnamed")}
      maxLength={maxShootName}
      onChange={({ target }) => rename(target.value)}
      onBlur={() => setTyped(undefined)}
      className="h-8 min-w-20 max-w-100 truncate rounded-control border border-transparent bg-transparent px-1.5 text-15 font-semibold tracking-tight transition-colors field-sizing-content hover:border-line-strong focus-visible:outline-offset-0"
    />
  );
}

function DeleteShoot({ id }: { id: string }) {
  const command = useShootCommand(id);
  return (
    <ConfirmDialog
      trigger={<IconButton icon={Trash2} name={text("shootDelete")} />}
      title={text("shootDeleteTitle")}
      warning={text("shootDeleteWarning")}
      confirm={text("shootDeleteYes")}
      onConfirm={() => void command("delete", { timeStamp: performance.now() })}
    />
  );
}
