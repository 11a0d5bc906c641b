import { ImageUp } from "lucide-react";
import type { ComponentProps } from "react";
import { text } from "../../../lib/browser/i18n";
import { type Role, roles } from "../../../lib/domain/tray";
import { ActionMenu } from "../../ui/action-menu";
import { IconButton } from "../../ui/button";

interface UseAsMenuProps {
  onChoose: (role: Role) => void;
  face?: ComponentProps<typeof IconButton>["variant"];
  tabIndex?: 0 | -1;
}

/** A button that opens the roles a result can be given. */
export function UseAsMenu({ onChoose, face = "bare", tabIndex }: UseAsMenuProps) {
  return (
    <ActionMenu
      trigger={<IconButton icon={ImageUp} name={text("useAsReference")} variant={face} tabIndex={tabIndex} />}
      title={text("useAsReference")}
      items={roles.map((role) => ({ name: text(`role_${role}`), onSelect: () => onChoose(role) }))}
    />
  );
}
