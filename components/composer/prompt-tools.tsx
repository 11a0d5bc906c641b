import { BookText, UserRound } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { ModelsDialog } from "../models/models-dialog";
import { PromptsDialog } from "../prompts/prompts-dialog";
import { Button } from "../ui/button";
import { useComposer } from "./composer-state";
import { TechnicalDetails } from "./technical-details";

interface PromptToolsProps {
  /** A picture file was chosen, which may say how it was made. */
  onFile: (file: File) => void;
}

/** What lies below Generate: the numbers of the request, saved models and saved prompts. */
export function PromptTools({ onFile }: PromptToolsProps) {
  const { draft, change, prompt } = useComposer();
  const use = (words: string) => {
    change({ prompt: words });
    prompt.current?.focus();
  };
  return (
    <div className="relative -mt-1 min-h-7">
      <TechnicalDetails />
      <div className="absolute top-0 -right-2.5 flex tight:static tight:-ml-2 tight:flex-wrap">
        <ModelsDialog>
          <Button variant="quiet" size="small" className="px-2! text-ink-soft hover:text-ink">
            <UserRound size={14} aria-hidden="true" className="max-[339px]:hidden" />
            {text("models")}
          </Button>
        </ModelsDialog>
        <PromptsDialog current={draft.prompt} combine={draft.combine ?? false} onUse={use} onFile={onFile}>
          <Button variant="quiet" size="small" className="text-ink-soft hover:text-ink">
            <BookText size={14} aria-hidden="true" className="max-[339px]:hidden" />
            {text("prompts")}
          </Button>
        </PromptsDialog>
      </div>
    </div>
  );
}
