import { useLiveQuery } from "dexie-react-hooks";
import { Search, X } from "lucide-react";
import { text } from "../../lib/text";
import { IconButton } from "../button";
import { db } from "../database";
import { Logo } from "../logo";
import { formatNumber } from "../numbers";

interface ResultsHeaderProps {
  words: string;
  onWords: (words: string) => void;
}

/** The panel's head, which stays in sight: how many results there are, and the search. */
export function ResultsHeader({ words, onWords }: ResultsHeaderProps) {
  const count = useLiveQuery(() => db.generations.count());
  return (
    <header className="sticky top-0 z-10 space-y-2 border-b border-line bg-surface px-3 pt-3 pb-2.5">
      <div className="flex items-center gap-2">
        <Logo size={20} />
        <h1 className="flex-1 text-15 font-semibold tracking-tight">{text("results")}</h1>
        {count !== undefined && count > 0 && (
          <span className="text-12 text-ink-soft">
            {text(count === 1 ? "resultOne" : "resultMany", formatNumber(count))}
          </span>
        )}
      </div>
      <div className="relative">
        <Search size={16} aria-hidden="true" className="absolute top-2.5 left-2.5 text-ink-soft" />
        <input
          type="search"
          aria-label={text("searchResults")}
          placeholder={text("searchResults")}
          value={words}
          onChange={({ target }) => onWords(target.value)}
          className="h-9 w-full rounded-control border border-transparent bg-sunken pr-9 pl-8.5 transition-colors focus-visible:outline-offset-0"
        />
        {words && (
          <IconButton
            icon={X}
            name={text("clearSearch")}
            onClick={() => onWords("")}
            className="absolute top-1 right-1"
          />
        )}
      </div>
    </header>
  );
}
