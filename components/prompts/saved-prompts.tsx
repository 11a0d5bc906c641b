import { useLiveQuery } from "dexie-react-hooks";
import { ArrowDown, ArrowUp, BookmarkPlus, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { movePrompt, readPrompts, removePrompt, savePrompt } from "../../lib/prompts";
import type { SavedPrompt } from "../../lib/saved-prompt";
import { text } from "../../lib/text";
import { Button, IconButton } from "../button";
import { db } from "../database";
import { shorten } from "../shorten";
import { PromptEditor } from "./prompt-editor";
import { NoPrompts, PromptRow } from "./prompt-row";

interface SavedPromptsProps {
  current: string;
  onUse: (prompt: string) => void;
}

/** The user's own prompts: named, changed, put in order, deleted. */
export function SavedPrompts({ current, onUse }: SavedPromptsProps) {
  const prompts = useLiveQuery(() => readPrompts(db));
  const [edited, setEdited] = useState<string>();
  const [removed, setRemoved] = useState<SavedPrompt>();
  const words = current.trim();
  const canSave = words !== "" && prompts?.every((prompt) => prompt.text !== words);
  const save = (id: string | undefined) => (name: string, text: string) => {
    setEdited(undefined);
    void savePrompt(db, { id, name, text });
  };
  const takeBack = () => {
    if (removed) void db.prompts.put(removed);
    setRemoved(undefined);
  };
  return (
    <div className="space-y-1.5">
      {edited === "new" ? (
        <PromptEditor name="" words={words} onSave={save(undefined)} onCancel={() => setEdited(undefined)} />
      ) : (
        <Button size="small" onClick={() => setEdited("new")} className="w-full">
          <BookmarkPlus size={14} aria-hidden="true" />
          {text(canSave ? "promptSaveCurrent" : "promptNew")}
        </Button>
      )}
      <div aria-live="polite">
        {removed && (
          <p className="flex items-center gap-2 rounded-control bg-sunken py-1 pr-1 pl-3">
            <span className="min-w-0 flex-1 truncate">
              {text("promptDeleted", shorten(removed.name, 40))}
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
                words={prompt.text}
                onSave={save(prompt.id)}
                onCancel={() => setEdited(undefined)}
              />
            </li>
          ) : (
            <PromptRow
              key={prompt.id}
              name={prompt.name}
              words={prompt.text}
              onUse={() => onUse(prompt.text)}
            >
              <Order id={prompt.id} first={at === 0} last={at === prompts.length - 1} />
              <IconButton icon={Pencil} name={text("promptEdit")} onClick={() => setEdited(prompt.id)} />
              <IconButton
                icon={Trash2}
                name={text("promptDelete")}
                onClick={() => void removePrompt(db, prompt.id).then(setRemoved)}
              />
            </PromptRow>
          ),
        )}
      </ul>
    </div>
  );
}

function Order({ id, first, last }: { id: string; first: boolean; last: boolean }) {
  return (
    <>
      <IconButton
        icon={ArrowUp}
        name={text("promptUp")}
        disabled={first}
        onClick={() => void movePrompt(db, id, -1)}
        className="disabled:opacity-35"
      />
      <IconButton
        icon={ArrowDown}
        name={text("promptDown")}
        disabled={last}
        onClick={() => void movePrompt(db, id, 1)}
        className="disabled:opacity-35"
      />
    </>
  );
}
