import { ImageUp } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ComponentProps } from "react";
import { type Role, roles } from "../../lib/roles";
import { text } from "../../lib/text";
import { IconButton } from "../button";
import { menuClass, menuItemClass } from "../menu-class";

interface UseAsMenuProps {
  onChoose: (role: Role) => void;
  face?: ComponentProps<typeof IconButton>["face"];
  tabIndex?: 0 | -1;
}

/** A button that opens the roles a result can be given. */
export function UseAsMenu({ onChoose, face = "bare", tabIndex }: UseAsMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton icon={ImageUp} name={text("useAsReference")} face={face} tabIndex={tabIndex} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content sideOffset={4} collisionPadding={8} className={menuClass}>
          <DropdownMenu.Label className="px-2.5 py-1 text-12 text-ink-soft">
            {text("useAsReference")}
          </DropdownMenu.Label>
          {roles.map((role) => (
            <DropdownMenu.Item key={role} onSelect={() => onChoose(role)} className={menuItemClass}>
              {text(`role_${role}`)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
