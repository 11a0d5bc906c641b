import { Search, X } from "lucide-react";
import { useRef } from "react";
import { text } from "../../../lib/browser/i18n";
import { useDocumentEvent } from "../../hooks/use-document-event";
import { isPageKey } from "../../hooks/use-hotkeys";
import { OpenShootButton } from "../../shoot/open-shoot-button";
import { ShootLinks } from "../../shoot/shoot-links";
import { IconButton } from "../../ui/button";
import { Logo } from "../../ui/logo";
import { countText } from "../state/count-text";
import type { Results } from "../state/use-results";
import type { Selection } from "../state/use-selection";
import { FilterBar } from "./filter-bar";
import { SelectionBar } from "./selection-bar";

interface ResultsHeaderProps {
  results: Results;
  selection: Selection;
}

/** The panel's head, which stays in sight: how many results there are, the search, and the filters. */
export function ResultsHeader({ results, selection }: ResultsHeaderProps) {
  return (
    <header className="sticky top-0 z-head space-y-2 border-b border-line bg-surface px-3 pt-3 pb-2">
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 tight:gap-x-1">
        <Logo size={20} />
        <h1 className="flex-1 text-15 font-semibold tracking-tight">{text("results")}</h1>
        {results.complete && <span className="text-12 text-ink-soft">{countText(results.counts)}</span>}
        <OpenShootButton />
      </div>
      <ShootLinks />
      <SearchField results={results} />
      {selection.ids.size > 0 ? (
        <SelectionBar results={results} selection={selection} />
      ) : (
        <FilterBar results={results} />
      )}
    </header>
  );
}

function SearchField({ results: { filter, setFilter } }: { results: Results }) {
  const field = useRef<HTMLInputElement>(null);
  const onWords = (words: string) => setFilter({ ...filter, words });
  useSlashKey(() => field.current?.focus());
  return (
    <div className="relative">
      <Search size={16} aria-hidden="true" className="absolute top-2.5 left-2.5 text-ink-soft" />
      <input
        ref={field}
        type="search"
        aria-label={text("searchResults")}
        placeholder={text("searchResults")}
        value={filter.words}
        onChange={({ target }) => onWords(target.value)}
        className="h-9 w-full rounded-control border border-transparent bg-sunken pr-9 pl-8.5 transition-colors focus-visible:outline-offset-0"
      />
      {filter.words && (
        <IconButton
          icon={X}
          name={text("clearSearch")}
          onClick={() => onWords("")}
          className="absolute top-1 right-1"
        />
      )}
    </div>
  );
}

/** `/` goes to the search, as on the web's own long lists. */
function useSlashKey(onSlash: () => void): void {
  useDocumentEvent("keydown", (event) => {
    if (event.key !== "/" || !isPageKey(event)) return;
    event.preventDefault();
    onSlash();
  });
}
