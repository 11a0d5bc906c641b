import { Star } from "lucide-react";
import type { ReactNode } from "react";
import { text } from "../../../lib/browser/i18n";
import { roles } from "../../../lib/domain/tray";
import { countChoices, everything, type Filter } from "../../../lib/history/filter";
import type { Results } from "../state/use-results";
import { FilterMenu } from "./filter-menu";

/** The filters of every day as chips in one row, and a button for the others. */
export function FilterBar({ results: { filter, setFilter } }: { results: Results }) {
  const change = (choices: Partial<Filter>) => setFilter({ ...filter, ...choices });
  return (
    <div className="flex items-center gap-1.5">
      <div className="-m-1 flex flex-1 gap-1.5 overflow-x-auto mask-r-from-[calc(100%-24px)] p-1 pr-6 [scrollbar-width:none]">
        <Chip
          pressed={countChoices(filter) === 0}
          onPress={() => setFilter({ ...everything, words: filter.words, sort: filter.sort })}
        >
          {text("filterAll")}
        </Chip>
        <Chip
          pressed={filter.favourite ?? false}
          onPress={() => change({ favourite: filter.favourite ? undefined : true })}
        >
          <Star size={12} aria-hidden="true" />
          {text("filterFavourites")}
        </Chip>
        {roles.map((role) => (
          <Chip
            key={role}
            pressed={filter.role === role}
            onPress={() => change({ role: filter.role === role ? undefined : role })}
          >
            {text(`role_${role}`)}
          </Chip>
        ))}
        <Chip
          pressed={filter.outcome === "failed"}
          onPress={() => change({ outcome: filter.outcome === "failed" ? undefined : "failed" })}
        >
          {text("failed")}
        </Chip>
      </div>
      <FilterMenu
        filter={filter}
        onChange={change}
        onReset={() => setFilter({ ...everything, words: filter.words })}
      />
    </div>
  );
}

function Chip({
  pressed,
  onPress,
  children,
}: {
  pressed: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  const look = pressed
    ? "border-transparent bg-accent-soft font-semibold text-ink"
    : "border-line text-ink-soft hover:bg-sunken hover:text-ink";
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={`flex h-7 shrink-0 items-center gap-1 rounded-full border px-2.5 text-12 whitespace-nowrap transition-colors ${look}`}
    >
      {children}
    </button>
  );
}
