import { Download, Repeat2, RotateCw, Star, Trash2 } from "lucide-react";
import { text } from "../../../lib/browser/i18n";
import { type Generation, isOpen } from "../../../lib/domain/generation";
import { ResultCost } from "../../pricing/result-price";
import { Button, IconButton } from "../../ui/button";
import { MoreMenu } from "../actions/more-menu";
import { UseAsMenu } from "../actions/use-as-menu";
import { useActions } from "../actions/use-result-actions";

/** What can be done with the result that is open in detail. */
export function DetailsActions({ generation }: { generation: Generation }) {
  const actions = useActions();
  const { favourite } = generation;
  if (isOpen(generation)) return <Button onClick={() => actions.cancel(generation)}>{text("cancel")}</Button>;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {generation.status === "done" && (
        <Button variant="primary" size="small" onClick={() => actions.download(generation)}>
          <Download size={14} aria-hidden="true" />
          {text("download")}
        </Button>
      )}
      <Button size="small" onClick={(event) => actions.runAgain(generation, event)}>
        <RotateCw size={14} aria-hidden="true" />
        {text("runAgain")}
      </Button>
      <ResultCost generation={generation} />
      <Button size="small" onClick={() => actions.reuse(generation)}>
        <Repeat2 size={14} aria-hidden="true" />
        {text("reuse")}
      </Button>
      <div className="ml-auto flex gap-1">
        {generation.status === "done" && (
          <>
            <UseAsMenu onChoose={(role) => actions.useAs(generation, role)} />
            <IconButton
              icon={Star}
              name={text("favourite")}
              aria-pressed={favourite}
              filled={favourite}
              onClick={() => actions.favourite(generation)}
            />
            <MoreMenu generation={generation} />
          </>
        )}
        <IconButton icon={Trash2} name={text("delete")} onClick={() => actions.remove(generation)} />
      </div>
    </div>
  );
}
