import { useState } from "react";
import { flushSync } from "react-dom";
import type { Role } from "../../lib/domain/tray";
import { NewPicture } from "../composer/new-picture";
import { useFileDrops } from "../hooks/use-file-drops";
import { useFold } from "../hooks/use-fold";
import { useLostFocus } from "../hooks/use-lost-focus";
import { ReportFailureTo } from "../status/report-failure";
import { ActionsProvider, useResultActions } from "./actions/use-result-actions";
import { ResultsStatus } from "./announcements/results-status";
import { CompareResults } from "./compare/compare-results";
import { ResultDetails } from "./details/result-details";
import { DroppedFile, useDroppedFile } from "./dropped-file";
import { GridView } from "./grid/grid-view";
import { ResultsHeader } from "./header/results-header";
import { useDetailsView } from "./state/use-details-view";
import { useGridFocus } from "./state/use-grid-focus";
import { usePanelRequest } from "./state/use-panel-request";
import { useResults } from "./state/use-results";
import { useSelection } from "./state/use-selection";
import { useToast } from "./state/use-toast";
import { useUndoKey } from "./state/use-undo-key";

/** The side panel: the history as a grid, or one result in detail. */
export function ResultsPage() {
  const results = useResults();
  const selection = useSelection(results);
  const toast = useToast();
  const focus = useGridFocus(results);
  const view = useDetailsView(focus);
  const [compared, setCompared] = useState<[string, string]>();
  const [isComposing, setComposing] = useFold("composer", true);
  // At once: what is then put into the composer sends the focus there.
  const openComposer = () =>
    flushSync(() => {
      setCompared(undefined);
      view.leave();
      setComposing(true);
    });
  const [wanted, setWanted] = useState<{ role: Role }>();
  usePanelRequest((request) => {
    if ("result" in request) return view.open(request.result);
    openComposer();
    setWanted({ role: request.slot });
  });
  const actions = useResultActions({
    toast,
    selection,
    results,
    focus,
    openDetails: view.open,
    compare: setCompared,
    openComposer,
  });
  const dropped = useDroppedFile(actions);
  useFileDrops(([file]) => dropped.take(file));
  useUndoKey(toast);
  const isGrid = view.id === undefined && !compared;
  useLostFocus((byKeyboard) => {
    if (!isGrid) document.querySelector("nav")?.focus();
    else if (!focus.id && !results.view?.length) document.querySelector("main")?.focus();
    // Who works with the mouse is not taken away from where the list was scrolled to.
    else if (byKeyboard || document.querySelector(`[data-result="${focus.id}"]`)) focus.take();
  });
  return (
    <ReportFailureTo value={toast.report}>
      <ActionsProvider value={actions}>
        <div hidden={!isGrid}>
          <NewPicture
            open={isComposing}
            onToggle={() => setComposing(!isComposing)}
            onFile={dropped.take}
            wanted={wanted}
          />
          <ResultsHeader results={results} selection={selection} />
          <GridView results={results} selection={selection} focus={focus} hidden={!isGrid} />
        </div>
        {compared && <CompareResults ids={compared} onBack={() => setCompared(undefined)} />}
        {view.id !== undefined && (
          <ResultDetails
            key={view.id}
            id={view.id}
            results={results}
            onOpen={view.open}
            onBack={view.close}
          />
        )}
        <DroppedFile dropped={dropped} />
        <ResultsStatus toast={toast} results={results} />
      </ActionsProvider>{" "}
    </ReportFailureTo>
  );
}
