import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import type { GenerationIn } from "../../../lib/domain/generation";
import { db } from "../../database";
import { truncate } from "../../format/truncate";
import { usePageKeys } from "../../hooks/use-hotkeys";
import { usePicture } from "../../picture/use-picture";
import { PageNav } from "../../ui/page-nav";
import { Segments } from "../../ui/segmented-control";
import { type CompareMode, ComparePictures, compareModes } from "./compare-pictures";
import { DifferenceTable } from "./difference-table";
import { SideActions } from "./side-actions";

interface CompareResultsProps {
  ids: [string, string];
  onBack: () => void;
}

/** Two results against each other, and a table of what differs, in place of the grid. */
export function CompareResults({ ids, onBack }: CompareResultsProps) {
  const pair = useLiveQuery(() => db.generations.bulkGet(ids), [ids.join()]);
  const [mode, setMode] = useState<CompareMode>("slider");
  const top = useRef<HTMLElement>(null);
  useEffect(() => {
    top.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  usePageKeys({ Escape: onBack });
  const [first, second] = pair ?? [];
  // One that was deleted leaves nothing to compare; a press of Undo finds both in the grid.
  const gone = pair?.some((one) => !one || one.hiddenAt !== undefined) ?? false;
  const leave = useEffectEvent(onBack);
  useEffect(() => {
    if (gone) leave();
  }, [gone]);
  return (
    <>
      <PageNav ref={top} name={text("compareTwo")} onBack={onBack} className="gap-2">
        <h1 className="font-semibold">{text("compareTitle")}</h1>
      </PageNav>
      <main className="mx-auto max-w-180 space-y-4 p-3 pb-16">
        <Segments
          name={text("compareView")}
          value={mode}
          options={compareModes.map((one) => [one, text(`compare_${one}`)] as const)}
          onChoose={setMode}
        />
        {first?.status === "done" && second?.status === "done" && (
          <Pair mode={mode} first={first} second={second} />
        )}
        {first && second && (
          <div className="grid grid-cols-2 gap-2 tight:grid-cols-1">
            <SideActions label="A" generation={first} other={second} />
            <SideActions label="B" generation={second} other={first} />
          </div>
        )}
        {first && second && <DifferenceTable first={first} second={second} />}
        {pair && (first?.status !== "done" || second?.status !== "done") && <p>{text("compareNoPicture")}</p>}
      </main>
    </>
  );
}

interface PairProps {
  mode: CompareMode;
  first: GenerationIn<"done">;
  second: GenerationIn<"done">;
}

function Pair({ mode, first, second }: PairProps) {
  const [a, b] = [usePicture(first.id), usePicture(second.id)];
  if (a.missing || b.missing) return <p>{text("compareNoPicture")}</p>;
  const side = (one: GenerationIn<"done">, url: string | undefined, label: string) => ({
    url,
    alt: truncate(one.prompt, 300),
    label,
    width: one.width,
    height: one.height,
  });
  return <ComparePictures mode={mode} before={side(first, a.url, "A")} after={side(second, b.url, "B")} />;
}
