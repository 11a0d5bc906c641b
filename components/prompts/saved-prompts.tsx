import { useLiveQuery } from "dexie-react-hooks";
import { ArrowDown, ArrowUp, BookmarkPlus, Pencil, Trash2 } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { text } from "../../lib/browser/i18n";
import type { SavedPrompt } from "../../lib/domain/saved-prompt";
import { movePrompt, readPrompts, removePrompt, savePrompt } from "../../lib/storage/prompts";
import { db } from "../database";
import { truncate } from "../format/truncate";
import { useAttempt } from "../status/report-failure";
import { Button, IconButton } from "../ui/button";
import { PromptEditor } from "./prompt-editor";
import { NoPrompts, PromptRow } from "./prompt-row";

interface SavedPromptsProps {
  current: string;
  onUse: (prompt: string) => void;
}

/** The user's own prompts: named, changed, put in order, deleted. */
export function SavedPrompts({ current, onUse }: SavedPromptsProps) {
  const prompts = useLiveQuery(() => readPrompts(db));
  const attempt = useAttempt();
  const [edited, setEdited] = useState<string>();
  const [removed, setRemoved] = useState<SavedPrompt>();
  const typed = current.trim();
  const canSave = typed !== "" && prompts?.every((prompt) => prompt.text !== typed);
  const box = useRef<HTMLDivElement>(null);
  /** The button that was pressed goes away; the focus goes on in the list, or where a new prompt begins. */
  const focus = (id: string | undefined, button: "edit" | "delete") => {
    const inRow = id && box.current?.querySelector<HTMLElement>(`[data-prompt="${id}"] [data-${button}]`);
    (inRow || box.current?.querySelector<HTMLElement>("[data-new]"))?.focus();
  };
  const stopEditing = () => {
    flushSync(() => setEdited(undefined));
    focus(edited, "edit");
  };
  const save = (id: string | undefined) => (name: string, text: string) => {
    stopEditing();
    attempt(savePrompt(db, { id, name, text }));
  };
  const remove = (at: number, id: string) => {
    focus((prompts?.[at + 1] ?? prompts?.[at - 1])?.id, "delete");
    attempt(removePrompt(db, id).then(setRemoved));
  };
  const takeBack = () => {
    if (removed) attempt(db.prompts.put(removed));
    setRemoved(undefined);
    focus(undefined, "edit");
  };
  return (
    <div ref={box} className="space-y-1.5">
      {edited === "new" ? (
        <PromptEditor name="" prompt={typed} onSave={save(undefined)} onCancel={stopEditing} />
      ) : (
        <Button data-new size="small" onClick={() => setEdited("new")} className="w-full">
          <BookmarkPlus size={14} aria-hidden="true" />
          {text(canSave ? "promptSaveCurrent" : "promptNew")}
        </Button>
      )}
      <div aria-live="polite">
        {removed && (
          <p className="flex items-center gap-2 rounded-control bg-sunken py-1 pr-1 pl-3">
            <span className="min-w-0 flex-1 truncate">
              {text("promptDeleted", truncate(removed.name, 40))}
            </span>
            <Button size="small" onClick={takeBack}>
              {text("undo")}
            </Button>
          </p>
        )}
      </div>
      {prompts?.length === 0 && !edited && <NoPrompts>{text("promptsNoneSaved")}</NoPrompts>}
      <ul className="space-y-1.5">
        {prompts?.map((prompt, at) =>
          edited === prompt.id ? (
            <li key={prompt.id}>
              <PromptEditor
                name={prompt.name}
                prompt={prompt.text}
                onSave={save(prompt.id)}
                onCancel={stopEditing}
              />
            </li>
          ) : (
            <PromptRow
              key={prompt.id}
              id={prompt.id}
              name={prompt.name}
              prompt={prompt.text}
              onUse={() => onUse(prompt.text)}
            >
              <Order id={prompt.id} first={at === 0} last={at === prompts.length - 1} />
              <IconButton
                data-edit
                icon={Pencil}
                name={text("promptEdit")}
                onClick={() => setEdited(prompt.id)}
              />
              <IconButton
                data-delete
                icon={Trash2}
                name={text("promptDelete")}
                onClick={() => remove(at, prompt.id)}
              />
            </PromptRow>
          ),
        )}
      </ul>
    </div>
  );
}

function Order({ id, first, last }: { id: string; first: boolean; last: boolean }) {
  const attempt = useAttempt();
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  const pressed = useRef<"up" | "down">(undefined);
  // At the end of its way a button can no longer be pressed: the focus goes to the one that leads back.
  useLayoutEffect(() => {
    const isFree = [document.body, up.current, down.current].some((one) => one === document.activeElement);
    if (isFree && first && pressed.current === "up") down.current?.focus();
    if (isFree && last && pressed.current === "down") up.current?.focus();
    pressed.current = undefined;
  }, [first, last]);
  const move = (way: "up" | "down") => {
    pressed.current = way;
    attempt(movePrompt(db, id, way === "up" ? -1 : 1));
  };
  return (
    <>
      <IconButton
        ref={up}
        icon={ArrowUp}
        name={text("promptUp")}
        disabled={first}
        onClick={() => move("up")}
        className="disabled:opacity-35"
      />
      <IconButton
        ref={down}
        icon={ArrowDown}
        name={text("promptDown")}
        disabled={last}
        onClick={() => move("down")}
        className="disabled:opacity-35"
      />
    </>
  );
}
