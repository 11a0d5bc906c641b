import { Ellipsis } from "lucide-react";
import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { ActionMenu } from "../../ui/action-menu";
import { IconButton } from "../../ui/button";
import { useActions } from "./use-result-actions";

/** What is wanted less often of a finished picture. */
export function MoreMenu({ generation }: { generation: Generation }) {
  const actions = useActions();
  return (
    <ActionMenu
      trigger={<IconButton icon={Ellipsis} name={text("more")} />}
      items={[
        { name: text("reusePrompt"), onSelect: () => actions.usePrompt(generation.prompt) },
        { name: text("copyPicture"), onSelect: () => actions.copy(generation) },
        {
          name: text("downloadWithParameters"),
          onSelect: () => actions.downloadWithParameters(generation),
        },
      ]}
    />
  );
}
