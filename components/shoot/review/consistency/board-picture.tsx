import { TriangleAlert } from "lucide-react";
import { text } from "../../../../lib/browser/i18n";
import type { Lab } from "../../../../lib/image/measures/lab";
import type { Deviation } from "../../../../lib/image/measures/outliers";
import { Thumbnail } from "../../../picture/thumbnail";
import { deviationText } from "./deviation-text";

interface BoardPictureProps {
  id: string;
  name: string;
  /** Undefined while nothing is known. */
  deviations: Deviation[] | undefined;
  onOpen: (id: string) => void;
}

/** One accepted picture, and in what it stands out. A press shows it large. */
export function BoardPicture({ id, name, deviations = [], onOpen }: BoardPictureProps) {
  const isMarked = deviations.length > 0;
  return (
    <li
      className={`rounded-card border bg-raised p-1.5 [contain-intrinsic-size:auto_220px] [content-visibility:auto] ${isMarked ? "border-warning" : "border-line"}`}
    >
      <button
        type="button"
        onClick={() => onOpen(id)}
        aria-label={text("boardOpen", name)}
        className="block w-full rounded-thumb"
      >
        <Thumbnail id={id} alt="" className="aspect-square w-full rounded-thumb object-contain!" />
      </button>
      <p dir="auto" className="mt-1 truncate px-0.5 text-12 font-semibold" title={name}>
        {name}
      </p>
      {isMarked && (
        <ul aria-label={text("boardStandsOut")} className="mt-1 space-y-1 px-0.5 pb-0.5 text-12">
          {deviations.map((deviation) => (
            <li key={deviation.measure} className="flex items-start gap-1.5">
              <TriangleAlert size={14} aria-hidden="true" className="mt-px shrink-0 text-warning" />
              <span>
                {deviationText(deviation)}
                {deviation.measure === "background" && (
                  <Swatches own={deviation.own} others={deviation.others} />
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** Its own ground beside that of the others. */
function Swatches({ own, others }: { own: Lab; others: Lab }) {
  return (
    <span aria-hidden="true" className="ml-1.5 inline-flex align-middle">
      {[own, others].map(([light, green, blue], at) => (
        <span
          key={at === 0 ? "own" : "others"}
          className="edge inline-block size-3.5 first:rounded-l-thumb last:rounded-r-thumb"
          style={{ backgroundColor: `lab(${light} ${green} ${blue})` }}
        />
      ))}
    </span>
  );
}
