import { Images, SearchX } from "lucide-react";
import type { ComponentProps } from "react";
import { text } from "../../../lib/browser/i18n";
import { everything } from "../../../lib/history/filter";
import { FailureNote } from "../../status/failure-note";
import { Button } from "../../ui/button";
import { emptyMessage } from "../state/empty-message";
import type { Results } from "../state/use-results";
import { ResultGrid } from "./result-grid";

type GridViewProps = Omit<ComponentProps<typeof ResultGrid>, "results"> & { results: Results };

/** The grid, or what is said where there is nothing to show. */
export function GridView({ results, ...rest }: GridViewProps) {
  const { view, shown, complete, failure, setFilter } = results;
  const note = failure && (
    <div role="alert" className="pb-3">
      <FailureNote failure={failure} />
    </div>
  );
  if (view && view.length > 0)
    return (
      <main className="p-3 pb-16">
        {note}
        <ResultGrid results={{ ...results, view }} {...rest} />
      </main>
    );
  if (!view || !complete) return <main className="min-h-screen p-3">{note}</main>;
  const message = emptyMessage(shown);
  return message ? <NothingFound {...message} onShowAll={() => setFilter(everything)} /> : <EmptyHistory />;
}

function NothingFound({ title, hint, onShowAll }: { title: string; hint: string; onShowAll: () => void }) {
  return (
    <main
      tabIndex={-1}
      className="flex flex-col items-center gap-2 px-6 py-16 tight:px-3 text-center outline-none"
    >
      <SearchX size={28} aria-hidden="true" className="text-ink-soft" />
      <p className="text-15 font-semibold wrap-anywhere">{title}</p>
      <p className="text-ink-soft">{hint}</p>
      <Button onClick={onShowAll} className="mt-2">
        {text("showEverything")}
      </Button>
    </main>
  );
}

const firstSteps = ["firstStep1", "firstStep2", "firstStep3"] as const;

function EmptyHistory() {
  return (
    <main
      tabIndex={-1}
      className="mx-auto flex max-w-80 flex-col items-center gap-3 px-6 py-14 tight:px-3 outline-none"
    >
      <Images size={32} strokeWidth={1.5} aria-hidden="true" className="text-ink-soft" />
      <h2 className="text-center text-15 font-semibold">{text("emptyHistory")}</h2>
      <ol className="space-y-2.5">
        {firstSteps.map((step, index) => (
          <li key={step} className="flex gap-2.5">
            <span
              aria-hidden="true"
              className="flex size-5 shrink-0 items-center justify-center rounded-full bg-sunken text-12 font-semibold text-ink-soft"
            >
              {index + 1}
            </span>
            <span>{text(step)}</span>
          </li>
        ))}
      </ol>
    </main>
  );
}
