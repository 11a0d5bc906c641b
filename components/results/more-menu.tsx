import { Ellipsis } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { Generation } from "../../lib/generation";
import { text } from "../../lib/text";
import { IconButton } from "../button";
import { menuClass, menuItemClass } from "../menu-class";
import type { ResultActions } from "./use-result-actions";

/** What is wanted less often of a finished picture. */
export function MoreMenu({ generation, actions }: { generation: Generation; actions: ResultActions }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton icon={Ellipsis} name={text("more")} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content sideOffset={4} collisionPadding={8} className={menuClass}>
          <DropdownMenu.Item onSelect={() => actions.copy(generation)} className={menuItemClass}>
            {text("copyPicture")}
          </DropdownMenu.Item>
          <DropdownMenu.Item
            onSelect={() => actions.downloadWithParameters(generation)}
            className={menuItemClass}
          >
            {text("downloadWithParameters")}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
