import { Repeat2 } from "lucide-react";
import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { ActionMenu } from "../../ui/action-menu";
import { Button } from "../../ui/button";
import type { ResultActions } from "./use-result-actions";

/** A button that puts what made this result back into the popup: the prompt, or all of it. */
export function ReuseMenu({ generation, actions }: { generation: Generation; actions: ResultActions }) {
  return (
    <ActionMenu
      trigger={
        <Button size="small">
          <Repeat2 size={14} aria-hidden="true" />
          {text("reuse")}
        </Button>
      }
      items={[
        { name: text("reusePrompt"), onSelect: () => actions.usePrompt(generation.prompt) },
        { name: text("reuseAll"), onSelect: () => actions.reuseAll(generation) },
      ]}
    />
  );
}
