import { Columns2, Download, LayoutGrid, ListChecks, Star, Trash2, X } from "lucide-react";
import { text } from "../../../lib/browser/i18n";
import { formatNumber } from "../../format/numbers";
import { SelectionCost } from "../../pricing/selection-cost";
import { Button, IconButton } from "../../ui/button";
import { useActions } from "../actions/use-result-actions";
import type { Results } from "../state/use-results";
import type { Selection } from "../state/use-selection";

interface SelectionBarProps {
  results: Results;
  selection: Selection;
}

/** What can be done with everything that is chosen, in the place of the filters. */
export function SelectionBar({ results, selection }: SelectionBarProps) {
  const actions = useActions();
  const count = selection.ids.size;
  const { all } = results.counts;
  const unseen = count - selection.inView;
  return (
    <div
      role="toolbar"
      aria-label={text("selection")}
      className="flex min-h-7 flex-wrap items-center gap-0.5"
    >
      <IconButton icon={X} name={text("selectNone")} onClick={selection.clear} />
      <span
        aria-live="polite"
        // The longer sentence stands in two lines where there is no room beside the buttons.
        className={`mr-1 font-semibold ${unseen > 0 ? "min-w-20 flex-1 text-12 leading-3.5" : "min-w-0 whitespace-nowrap"}`}
      >
        {unseen > 0
          ? text("selectedUnseen", formatNumber(count), formatNumber(unseen))
          : text("selectedMany", formatNumber(count))}
      </span>
      <SelectionCost ids={selection.ids} />
      {selection.inView < all && (
        <Button
          variant="quiet"
          size="small"
          onClick={selection.selectAll}
          title={text("selectAll", formatNumber(all))}
        >
          <ListChecks size={16} aria-hidden="true" className="min-[400px]:hidden" />
          <span className="max-[399px]:sr-only">{text("selectAll", formatNumber(all))}</span>
        </Button>
      )}
      {unseen === 0 && <span className="flex-1" />}
      {count === 2 && (
        <IconButton icon={Columns2} name={text("compareTwo")} onClick={actions.compareSelected} />
      )}
      <IconButton icon={LayoutGrid} name={text("addToShoot")} onClick={actions.addSelectedToShoot} />
      <IconButton icon={Star} name={text("favouriteSelected")} onClick={actions.favouriteSelected} />
      <IconButton icon={Download} name={text("downloadSelected")} onClick={actions.downloadSelected} />
      <IconButton icon={Trash2} name={text("deleteSelected")} onClick={actions.removeSelected} />
    </div>
  );
}
