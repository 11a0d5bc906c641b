import { Bookmark, BookmarkCheck, X } from "lucide-react";
import { memo, useId, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import { maxPrompt } from "../../../lib/domain/request";
import { type Look, maxShootName } from "../../../lib/shoot/shoot";
import { ImageCount } from "../../composer/image-count";
import { useAttempt } from "../../status/report-failure";
import { IconButton } from "../../ui/button";
import { fieldClass } from "../../ui/field";
import { RadioCard } from "../../ui/radio-card";
import { LookPicture } from "./look-picture";
import type { LookActions } from "./use-look-actions";

interface LookCardProps {
  look: Look;
  position: number;
  actions: LookActions;
}

/** One look: how it is called, what it shows, and what FLUX sees of it. */
export const LookCard = memo(function LookCard({ look, position, actions }: LookCardProps) {
  const { id, combine, faceId, backgroundId, images } = look;
  const isIdle = !combine && (faceId ?? backgroundId) !== undefined;
  return (
    <li
      data-look={id}
      className="flex w-96 max-w-[calc(100vw-24px)] shrink-0 flex-col gap-2 rounded-card border border-line bg-raised p-2.5"
    >
      <div className="flex items-center gap-0.5">
        <NameField look={look} position={position} actions={actions} />
        <KeepButton look={look} onKeep={() => actions.keep(look)} />
        <IconButton
          icon={X}
          name={text("lookRemove")}
          onClick={({ currentTarget }) => {
            focusNear(currentTarget);
            actions.remove(id);
          }}
        />
      </div>
      <div className="flex gap-2">
        <LookPicture look={look} of="face" actions={actions} />
        <LookPicture look={look} of="background" actions={actions} />
        <PromptField look={look} actions={actions} />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div
          role="radiogroup"
          aria-label={text("whatFluxSees")}
          className="grid flex-1 grid-cols-2 gap-0.5 rounded-control bg-sunken p-0.5"
        >
          <RadioCard
            group={`sees-${id}`}
            name={text("restyleOne")}
            checked={!combine}
            onChoose={() => combine && actions.change(id, { combine: false })}
          />
          <RadioCard
            group={`sees-${id}`}
            name={text("combineAll")}
            checked={combine}
            onChoose={() => combine || actions.change(id, { combine: true })}
          />
        </div>
        <ImageCount value={images} onChange={(count) => actions.change(id, { images: count })} />
      </div>
      {isIdle && <p className="text-12 text-ink-soft">{text("lookRestyleOnly")}</p>}
    </li>
  );
}, isSame);

/** Every change of the shoot brings new objects; what they say is what counts. */
function isSame(before: LookCardProps, after: LookCardProps): boolean {
  return (
    before.position === after.position &&
    before.actions === after.actions &&
    JSON.stringify(before.look) === JSON.stringify(after.look)
  );
}

interface FieldProps {
  look: Look;
  actions: LookActions;
}

function NameField({ look, position, actions }: FieldProps & { position: number }) {
  // As it is typed: what is stored has no space at its end.
  const [typed, setTyped] = useState<string>();
  return (
    <input
      dir="auto"
      aria-label={text("lookName")}
      value={typed ?? look.name}
      placeholder={text("lookNumber", position)}
      maxLength={maxShootName}
      onChange={({ target }) => {
        setTyped(target.value);
        actions.change(look.id, { name: target.value });
      }}
      onBlur={() => setTyped(undefined)}
      className="h-7 min-w-0 flex-1 truncate rounded-control border border-transparent bg-transparent px-1.5 font-semibold transition-colors hover:border-line-strong focus-visible:outline-offset-0"
    />
  );
}

function PromptField({ look, actions }: FieldProps) {
  const note = useId();
  const isMissing = !look.prompt.trim();
  return (
    <div className="min-w-0 flex-1">
      <textarea
        dir="auto"
        data-prompt
        aria-label={text("prompt")}
        aria-describedby={isMissing ? note : undefined}
        placeholder={text("lookPromptHint")}
        rows={3}
        maxLength={maxPrompt}
        value={look.prompt}
        onChange={({ target }) => actions.change(look.id, { prompt: target.value })}
        className={`${fieldClass} block h-18 w-full resize-none px-2 py-1.5 text-12`}
      />
      {isMissing && (
        <p id={note} className="sr-only">
          {text("lookPromptMissing")}
        </p>
      )}
    </div>
  );
}

/** Keeps a look for other shoots. */
function KeepButton({ look, onKeep }: { look: Look; onKeep: () => Promise<unknown> }) {
  const attempt = useAttempt();
  const [kept, setKept] = useState("");
  const now = JSON.stringify(look);
  const isKept = kept === now;
  return (
    <IconButton
      icon={isKept ? BookmarkCheck : Bookmark}
      name={text(isKept ? "lookKept" : "lookKeep")}
      aria-disabled={isKept}
      onClick={() => isKept || attempt(onKeep().then(() => setKept(now)))}
    />
  );
}

/** The button goes with its look: the one beside it has the focus then. */
function focusNear(button: HTMLElement): void {
  const item = button.closest("li");
  const next = item?.nextElementSibling ?? item?.previousElementSibling;
  const target =
    next?.querySelector<HTMLElement>("input") ?? document.querySelector<HTMLElement>("[data-add-look]");
  target?.focus();
}
