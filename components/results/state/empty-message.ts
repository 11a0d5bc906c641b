import { text } from "../../../lib/browser/i18n";
import { countChoices, type Filter } from "../../../lib/history/filter";

/** What is said where a filter finds nothing, and what to try; nothing when the filter lets everything through. */
export function emptyMessage(filter: Filter): { title: string; hint: string } | undefined {
  const query = filter.words.trim();
  const isFiltered = countChoices(filter) > 0;
  if (query)
    return {
      title: text("nothingFound", query),
      hint: text(isFiltered ? "nothingFoundFilteredHint" : "nothingFoundHint"),
    };
  return isFiltered ? { title: text("nothingMatches"), hint: text("nothingMatchesHint") } : undefined;
}
