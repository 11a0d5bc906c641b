import { useLiveQuery } from "dexie-react-hooks";
import { Ban } from "lucide-react";
import { type Generation, type GenerationIn, isOpen } from "../../lib/generation";
import { text } from "../../lib/text";
import { db } from "../database";
import { FailureNote } from "../failure-note";
import { formatSeconds } from "../numbers";
import { elapsedSeconds, phaseText, progressOf } from "../progress";
import { ProgressBar } from "../progress-bar";
import { useNow } from "../use-now";
import { useObjectUrl } from "../use-object-url";
import type { ResultActions } from "./use-result-actions";

/** The picture at full size, or what stands in its place. */
export function DetailsPicture({ generation, actions }: { generation: Generation; actions: ResultActions }) {
  if (generation.status === "done") return <FullPicture generation={generation} />;
  if (generation.status === "failed")
    return (
      <FailureNote
        failure={generation.failure}
        retry={{ generation, press: () => actions.retry(generation) }}
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

function FullPicture({ generation: { id, prompt, width, height } }: { generation: GenerationIn<"done"> }) {
  const url = useObjectUrl(useLiveQuery(async () => (await db.pixels.get(id))?.blob, [id]));
  const thumbnail = useObjectUrl(
    useLiveQuery(async () => {
      const stored = await db.thumbnails.get(id);
      return stored && new Blob([stored.bytes as Uint8Array<ArrayBuffer>], { type: "image/jpeg" });
    }, [id]),
  );
  const shown = url ?? thumbnail;
  return (
    <div
      className="mx-auto max-h-[80vh] overflow-hidden rounded-card bg-sunken"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      {shown && <img src={shown} alt={prompt} className="size-full object-contain" />}
    </div>
  );
}

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
