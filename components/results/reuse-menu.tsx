import { Repeat2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { Generation } from "../../lib/generation";
import { text } from "../../lib/text";
import { Button } from "../button";
import { menuClass, menuItemClass } from "../menu-class";
import type { ResultActions } from "./use-result-actions";

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
        <DropdownMenu.Content sideOffset={4} collisionPadding={8} className={menuClass}>
          <DropdownMenu.Item onSelect={() => actions.usePrompt(generation.prompt)} className={menuItemClass}>
            {text("reusePrompt")}
          </DropdownMenu.Item>
          <DropdownMenu.Item onSelect={() => actions.reuseAll(generation)} className={menuItemClass}>
            {text("reuseAll")}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
