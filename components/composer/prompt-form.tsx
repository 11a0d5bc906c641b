import type { KeyboardEvent } from "react";
import { text } from "../../lib/browser/i18n";
import { maxPrompt } from "../../lib/domain/request";
import type { PressEvent } from "../paid/pay-press";
import { useComposer } from "./composer-state";
import { GenerateRow } from "./generate-row";
import { PictureSentences } from "./picture-sentences";
import { PromptTools } from "./prompt-tools";
import { useGenerate } from "./use-generate";

interface PromptFormProps {
  /** A picture file was chosen, which may say how it was made. */
  onFile: (file: File) => void;
  autoFocus: boolean;
  /** False: the prompt alone, with the rest's place kept free. */
  isWhole: boolean;
}

/** The prompt, how many images, and Generate. */
export function PromptForm({ onFile, autoFocus, isWhole }: PromptFormProps) {
  const { draft, change, composition, prompt } = useComposer();
  const { pending, generate } = useGenerate();
  const press = (event: PressEvent) => {
    if (!draft.prompt.trim()) prompt.current?.focus();
    // Not answered is answered with the rule, and not asked again.
    const isAsked = draft.combine === undefined && (composition?.slots.length ?? 0) > 1;
    if (isAsked) change({ combine: false });
    void generate(isAsked ? { ...draft, combine: false } : draft, event);
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
      {isWhole ? (
        <>
          <GenerateRow pending={pending} onPress={press} />
          <PromptTools onFile={onFile} />
        </>
      ) : (
        <div className="h-27" />
      )}
    </div>
  );
}
