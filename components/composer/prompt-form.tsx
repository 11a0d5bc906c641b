import { BookText, LoaderCircle, UserRound } from "lucide-react";
import type { KeyboardEvent } from "react";
import { text } from "../../lib/browser/i18n";
import { maxPrompt } from "../../lib/domain/request";
import { ModelsDialog } from "../models/models-dialog";
import type { PressEvent } from "../paid/pay-press";
import { EstimatedCost } from "../pricing/estimated-cost";
import { LimitNote } from "../pricing/limit-note";
import { useTrayEstimate } from "../pricing/use-estimate";
import { PromptsDialog } from "../prompts/prompts-dialog";
import { Button } from "../ui/button";
import { useComposer } from "./composer-state";
import { ImageCount } from "./image-count";
import { PictureSentences } from "./picture-sentences";
import { TechnicalDetails } from "./technical-details";
import { useGenerate } from "./use-generate";

interface PromptFormProps {
  /** A picture file was chosen, which may say how it was made. */
  onFile: (file: File) => void;
  autoFocus: boolean;
}

/** The prompt, how many images, and Generate. */
export function PromptForm({ onFile, autoFocus }: PromptFormProps) {
  const { draft, change, composition, prompt } = useComposer();
  const { pending, generate } = useGenerate();
  const estimate = useTrayEstimate(composition, draft.images, draft.combine);
  const press = (event: PressEvent) => {
    if (!draft.prompt.trim()) prompt.current?.focus();
    // Not answered is answered with the rule, and not asked again.
    const isAsked = draft.combine === undefined && (composition?.slots.length ?? 0) > 1;
    if (isAsked) change({ combine: false });
    void generate(isAsked ? { ...draft, combine: false } : draft, event);
  };
  const use = (words: string) => {
    change({ prompt: words });
    prompt.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    press(event);
  };
  return (
    <div className="space-y-3">
      <PictureSentences />
      <textarea
        ref={prompt}
        // biome-ignore lint/a11y/noAutofocus: the popup is opened to write a prompt
        autoFocus={autoFocus}
        aria-label={text("prompt")}
        dir="auto"
        placeholder={text("promptPlaceholder")}
        rows={3}
        maxLength={maxPrompt}
        value={draft.prompt}
        onChange={({ target }) => change({ prompt: target.value })}
        onKeyDown={onKeyDown}
        className="block max-h-[122px] min-h-[66px] w-full resize-none rounded-control border border-line-strong bg-raised px-3 py-2.5 text-13 field-sizing-content focus-visible:outline-offset-0"
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ImageCount value={draft.images} onChange={(images) => change({ images })} />
        <GenerateButton pending={pending} onPress={press} />
      </div>
      <EstimatedCost estimate={estimate} className="justify-end" />
      {composition && <LimitNote />}
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
    </div>
  );
}

function GenerateButton({ pending, onPress }: { pending: boolean; onPress: (event: PressEvent) => void }) {
  const enter = /Mac/.test(navigator.platform) ? "⌘ ↵" : "Ctrl ↵";
  return (
    <Button
      variant="primary"
      aria-busy={pending}
      onClick={onPress}
      className="min-w-26 px-4 min-[340px]:min-w-30 min-[360px]:min-w-40"
    >
      {pending && <LoaderCircle size={16} aria-hidden="true" className="animate-spin" />}
      {text("generate")}
      <span aria-hidden="true" className="ml-1 text-12 font-medium whitespace-nowrap max-[359px]:hidden">
        {enter}
      </span>
    </Button>
  );
}
