import { type FormEvent, useId, useState } from "react";
import { text } from "../../lib/browser/i18n";
import { maxPrompt } from "../../lib/domain/request";
import { maxPromptName } from "../../lib/domain/saved-prompt";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/field";

interface PromptEditorProps {
  name: string;
  prompt: string;
  onSave: (name: string, prompt: string) => void;
  onCancel: () => void;
}

const textFieldClass = `${fieldClass} block w-full px-2.5 py-1.5`;

/** Name and words of a saved prompt. */
export function PromptEditor({ name, prompt, onSave, onCancel }: PromptEditorProps) {
  const id = useId();
  const [typedName, setName] = useState(name);
  const [typedPrompt, setTypedPrompt] = useState(prompt);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (typedPrompt.trim()) onSave(typedName, typedPrompt);
  };
  return (
    <form onSubmit={save} className="space-y-2 rounded-control border border-line bg-raised p-3">
      <label htmlFor={`${id}name`} className="block text-12 text-ink-soft">
        {text("promptName")}
      </label>
      <input
        id={`${id}name`}
        // biome-ignore lint/a11y/noAutofocus: the user has just asked for this field
        autoFocus
        value={typedName}
        maxLength={maxPromptName}
        placeholder={text("promptNamePlaceholder")}
        onChange={({ target }) => setName(target.value)}
        className={textFieldClass}
      />
      <label htmlFor={`${id}words`} className="block text-12 text-ink-soft">
        {text("prompt")}
      </label>
      <textarea
        id={`${id}words`}
        dir="auto"
        rows={3}
        maxLength={maxPrompt}
        value={typedPrompt}
        onChange={({ target }) => setTypedPrompt(target.value)}
        className={`${textFieldClass} max-h-48 resize-none field-sizing-content`}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="small" onClick={onCancel}>
          {text("editCancel")}
        </Button>
        <Button size="small" variant="primary" type="submit">
          {text("promptSave")}
        </Button>
      </div>
    </form>
  );
}
