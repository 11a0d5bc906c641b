import { Repeat2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { Generation } from "../../lib/generation";
import { text } from "../../lib/text";
import { Button } from "../button";
import type { ResultActions } from "./use-result-actions";

const itemClass = "rounded-thumb px-2.5 py-1 outline-none data-highlighted:bg-sunken";

/** A button that puts what made this result back into the popup: the prompt, or all of it. */
export function ReuseMenu({ generation, actions }: { generation: Generation; actions: ResultActions }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button size="small">
          <Repeat2 size={14} aria-hidden="true" />
          {text("reuse")}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          sideOffset={4}
          collisionPadding={8}
          className="z-20 min-w-36 rounded-card border border-line bg-raised p-1 shadow-float"
        >
          <DropdownMenu.Item onSelect={() => actions.usePrompt(generation.prompt)} className={itemClass}>
            {text("reusePrompt")}
          </DropdownMenu.Item>
          <DropdownMenu.Item onSelect={() => actions.reuseAll(generation)} className={itemClass}>
            {text("reuseAll")}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
