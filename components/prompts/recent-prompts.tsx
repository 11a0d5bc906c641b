import { useLiveQuery } from "dexie-react-hooks";
import { Bookmark, BookmarkCheck } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { readPrompts, readRecentPrompts, savePrompt } from "../../lib/storage/prompts";
import { db } from "../database";
import { IconButton } from "../ui/button";
import { NoPrompts, PromptRow } from "./prompt-row";

/** The prompts that were used last; each can be saved. */
export function RecentPrompts({ onUse }: { onUse: (prompt: string) => void }) {
  const recent = useLiveQuery(() => readRecentPrompts(db));
  const saved = new Set(useLiveQuery(() => readPrompts(db))?.map((prompt) => prompt.text));
  if (recent?.length === 0) return <NoPrompts>{text("promptsNoneRecent")}</NoPrompts>;
  return (
    <ul className="space-y-1.5">
      {recent?.map((prompt) => (
        <PromptRow key={prompt} prompt={prompt} onUse={() => onUse(prompt)}>
          <IconButton
            icon={saved.has(prompt) ? BookmarkCheck : Bookmark}
            name={text(saved.has(prompt) ? "promptIsSaved" : "promptSave")}
            // Not `disabled`, which would take the focus from it.
            aria-disabled={saved.has(prompt)}
            onClick={() => void (saved.has(prompt) || savePrompt(db, { name: "", text: prompt }))}
          />
        </PromptRow>
      ))}
    </ul>
  );
}
