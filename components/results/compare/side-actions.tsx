import { Download, Star, Trash2 } from "lucide-react";
import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { Button, IconButton } from "../../ui/button";
import { useActions } from "../actions/use-result-actions";

interface SideActionsProps {
  label: string;
  generation: Generation;
  other: Generation;
}

/** What can be done with one of two compared results; keeping it deletes the other, with Undo. */
export function SideActions({ label, generation, other }: SideActionsProps) {
  const actions = useActions();
  const { favourite } = generation;
  return (
    <fieldset
      aria-label={text("resultNamed", label)}
      className="flex min-w-0 flex-wrap items-center justify-center gap-0.5"
    >
      <span aria-hidden="true" className="px-1 font-semibold">
        {label}
      </span>
      <IconButton
        icon={Star}
        name={text("favourite")}
        aria-pressed={favourite}
        filled={favourite}
        onClick={() => actions.favourite(generation)}
      />
      <IconButton icon={Download} name={text("download")} onClick={() => actions.download(generation)} />
      <IconButton icon={Trash2} name={text("delete")} onClick={() => actions.remove(generation)} />
      <Button size="small" title={text("keepThisOneHint")} onClick={() => actions.remove(other)}>
        {text("keepThisOne")}
      </Button>
    </fieldset>
  );
}
