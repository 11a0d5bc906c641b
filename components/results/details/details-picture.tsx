import { Ban, Maximize2 } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { text } from "../../../lib/browser/i18n";
import { type Generation, type GenerationIn, isOpen } from "../../../lib/domain/generation";
import { isSheet, type SentPicture } from "../../../lib/domain/sent-pictures";
import { picturesOf, pixelsIdOf } from "../../../lib/domain/sent-request";
import { formatSeconds } from "../../format/numbers";
import { truncate } from "../../format/truncate";
import { useNow } from "../../hooks/use-now";
import { FullWindow } from "../../picture/full-window";
import { MissingPicture } from "../../picture/missing-picture";
import { usePicture } from "../../picture/use-picture";
import { slotText } from "../../reference/slot-text";
import { FailureNote } from "../../status/failure-note";
import { elapsedSeconds, phaseText, progressOf } from "../../status/progress";
import { IconButton } from "../../ui/button";
import { ProgressBar } from "../../ui/progress-bar";
import { Segments } from "../../ui/segmented-control";
import { useActions } from "../actions/use-result-actions";
import { type CompareMode, ComparePictures, compareModes } from "../compare/compare-pictures";

/** The picture at full size, or what stands in its place. */
export function DetailsPicture({ generation }: { generation: Generation }) {
  const actions = useActions();
  if (generation.status === "done") return <FullPicture generation={generation} />;
  if (generation.status === "failed")
    return (
      <FailureNote
        failure={generation.failure}
        retry={{ generations: [generation], press: (event) => actions.retry(generation, event) }}
      />
    );
  if (isOpen(generation)) return <Waiting generation={generation} />;
  return (
    <p className="flex items-center gap-2 rounded-control border border-dashed border-line-strong p-3">
      <Ban size={16} aria-hidden="true" className="text-ink-soft" />
      {text("cancelled")}
    </p>
  );
}

type View = "single" | CompareMode;

/** The finished picture: alone, or against the picture that it was made from. */
function FullPicture({ generation }: { generation: GenerationIn<"done"> }) {
  const { id, prompt, width, height } = generation;
  const pictures = picturesOf(generation);
  const [view, setView] = useState<View>("single");
  const picture = usePicture(id);
  const [against, setAgainst] = useState(0);
  const sent = view === "single" ? undefined : pictures[against];
  const original = usePicture(sent && pixelsIdOf(sent, generation));
  const after = { url: picture.url, alt: truncate(prompt, 300), label: text("result"), width, height };
  const label = pictures.length > 1 && sent ? pictureText(sent) : text("initImage");
  const before = { ...after, url: original.url, alt: label, label };
  return (
    <div className="space-y-2">
      {picture.missing && <FailureNote failure={{ code: "result_lost" }} />}
      {view === "single" || !sent || picture.missing ? (
        <div
          className="relative mx-auto max-h-[80vh] overflow-hidden rounded-card bg-sunken"
          style={{ aspectRatio: `${width} / ${height}` }}
        >
          {picture.url && (
            <img src={picture.url} alt={after.alt} className="edge size-full rounded-card object-contain" />
          )}
          {picture.url && !picture.missing && <FullWindowButton url={picture.url} alt={after.alt} />}
          {picture.missing && !picture.url && <MissingPicture alt={after.alt} className="size-full" />}
        </div>
      ) : (
        <ComparePictures mode={view} before={before} after={after} />
      )}
      {pictures.length > 0 && !picture.missing && (
        <Segments
          name={text("compareView")}
          value={view}
          options={views.map((one) => [one, text(`compare_${one}`)] as const)}
          onChoose={setView}
        />
      )}
      {pictures.length > 1 && sent && !picture.missing && (
        <Segments
          name={text("compareWith")}
          value={String(against)}
          options={pictures.map((_, index) => [String(index), text("imageNumber", index + 1)] as const)}
          onChoose={(index) => setAgainst(Number(index))}
        />
      )}
    </div>
  );
}

function FullWindowButton({ url, alt }: { url: string; alt: string }) {
  return (
    <Dialog.Root>
      <Dialog.Trigger asChild>
        <IconButton
          icon={Maximize2}
          name={text("fullWindow")}
          variant="picture"
          className="absolute top-2 right-2"
        />
      </Dialog.Trigger>
      <FullWindow url={url} alt={alt} />
    </Dialog.Root>
  );
}

/** A sent picture in words. */
function pictureText(picture: SentPicture): string {
  return isSheet(picture) ? text("productSheet", picture.slots.length) : slotText(picture.slots[0]);
}

const views: View[] = ["single", ...compareModes];

function Waiting({ generation }: { generation: Parameters<typeof phaseText>[0] }) {
  const seconds = elapsedSeconds(generation, useNow(1000));
  return (
    <div className="skeleton flex aspect-square max-h-[50vh] w-full items-end rounded-card p-3">
      <div className="w-full space-y-2">
        <p className="flex justify-between">
          <span className="font-semibold first-letter:uppercase">{phaseText(generation)}</span>
          {seconds !== undefined && <span className="text-ink-soft">{formatSeconds(seconds)}</span>}
        </p>
        <ProgressBar
          value={progressOf(generation)}
          name={text("pictureProgress", generation.number, generation.batchSize)}
        />
      </div>
    </div>
  );
}
