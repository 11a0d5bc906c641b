import { type FormEvent, useId, useState } from "react";
import { text } from "../../lib/browser/i18n";
import { type Ground, grounds, maxModelName } from "../../lib/domain/model";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/field";

export interface ModelFacts {
  name: string;
  ground: Ground;
}

interface ModelFormProps {
  /** What is known of the face; a new one has no ground yet. */
  name?: string;
  ground?: Ground;
  onSave: (facts: ModelFacts) => void;
  onCancel: () => void;
}

/** What a saved face is called, and on what ground it may be used. Nothing is saved without a ground. */
export function ModelForm({ name = "", ground, onSave, onCancel }: ModelFormProps) {
  const id = useId();
  const [typed, setTyped] = useState(name);
  const [chosen, setChosen] = useState(ground);
  const [isAsked, setAsked] = useState(false);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const clean = typed.trim();
    if (clean && chosen) onSave({ name: clean, ground: chosen });
    else setAsked(true);
  };
  const missing = !typed.trim() ? "modelNameMissing" : chosen ? undefined : "groundMissing";
  return (
    <form onSubmit={save} className="space-y-3 rounded-control border border-line bg-raised p-3">
      <div className="space-y-1">
        <label htmlFor={id} className="block text-12 text-ink-soft">
          {text("modelName")}
        </label>
        <input
          id={id}
          // biome-ignore lint/a11y/noAutofocus: the user has just asked for this field
          autoFocus
          dir="auto"
          value={typed}
          maxLength={maxModelName}
          onChange={({ target }) => setTyped(target.value)}
          className={`${fieldClass} block h-9 w-full px-2.5`}
        />
      </div>
      <GroundChoice value={chosen} onChoose={setChosen} />
      {isAsked && missing && (
        <p role="alert" className="text-12 text-danger">
          {text(missing)}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="small" onClick={onCancel}>
          {text("editCancel")}
        </Button>
        <Button size="small" variant="primary" type="submit">
          {text("modelSave")}
        </Button>
      </div>
    </form>
  );
}

/** Asked once for each face, in plain words, with why it matters. */
function GroundChoice({
  value,
  onChoose,
}: {
  value: Ground | undefined;
  onChoose: (ground: Ground) => void;
}) {
  const name = useId();
  return (
    <fieldset className="space-y-1">
      <legend className="font-semibold">{text("groundQuestion")}</legend>
      <p id={`${name}why`} className="text-12 text-ink-soft">
        {text("groundWhy")}
      </p>
      {grounds.map((ground) => (
        <label key={ground} className="-mx-1 flex gap-2 rounded-control px-1 py-1 hover:bg-sunken">
          <input
            type="radio"
            name={name}
            checked={ground === value}
            aria-describedby={`${name}why`}
            onChange={() => onChoose(ground)}
            className="mt-0.5 size-4 shrink-0"
          />
          {text(`groundOf_${ground}`)}
        </label>
      ))}
    </fieldset>
  );
}
