import { useLiveQuery } from "dexie-react-hooks";
import { useDeferredValue, useState } from "react";
import { readNewest, searchNewest } from "../../lib/history";
import { db } from "../database";
import { useNow } from "../use-now";
import { ResultDetails } from "./result-details";
import { ResultList } from "./result-list";
import { ResultsHeader } from "./results-header";
import { ResultsStatus } from "./results-status";
import { useDetailsView } from "./use-details-view";
import { useResultActions } from "./use-result-actions";
import { useToast } from "./use-toast";

const pageSize = 60;

/** The side panel: the history as a list, or one result in detail. */
export function ResultsPage() {
  const [words, setWords] = useState("");
  const [limit, setLimit] = useState(pageSize);
  const wanted = useDeferredValue(words.trim());
  // One more than is shown tells whether there is more.
  const found = useLiveQuery(
    () => (wanted ? searchNewest(db, wanted, limit + 1) : readNewest(db, limit + 1)),
    [wanted, limit],
  );
  const results = found?.slice(0, limit);
  const toast = useToast();
  const view = useDetailsView();
  const actions = useResultActions(toast, view.open);
  const now = useNow(30_000);
  return (
    <>
      <div hidden={view.id !== undefined}>
        <ResultsHeader words={words} onWords={setWords} />
        <ResultList
          results={results}
          words={wanted}
          now={now}
          actions={actions}
          onMore={found && found.length > limit ? () => setLimit(limit + pageSize) : undefined}
        />
      </div>
      {view.id !== undefined && (
        <ResultDetails
          key={view.id}
          id={view.id}
          order={results?.map(({ id }) => id) ?? []}
          actions={actions}
          onOpen={view.open}
          onBack={view.close}
        />
      )}
      <ResultsStatus toast={toast} results={results} />
    </>
  );
}
