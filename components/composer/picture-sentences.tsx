import { ChevronRight } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { pictureSentences } from "../../lib/domain/combine-prompt";
import { useComposer } from "./composer-state";

/** What a combined prompt begins with, folded; the user can switch it off. */
export function PictureSentences() {
  const { composition, draft, change } = useComposer();
  if (composition?.mode !== "multi-reference") return null;
  const isOn = draft.sentences ?? true;
  return (
    <div className="space-y-1 rounded-control bg-sunken px-2.5 py-2 text-12">
      <label className="flex min-h-6 items-center gap-2">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target }) => change({ sentences: target.checked })}
          className="size-4 shrink-0"
        />
        {text("sayWhichPicture")}
      </label>
      {isOn && (
        <details className="group/sentences text-ink-soft">
          <summary className="flex min-h-6 cursor-pointer list-none items-center gap-1 rounded-thumb hover:text-ink">
            <ChevronRight
              size={14}
              aria-hidden="true"
              className="shrink-0 transition-transform group-open/sentences:rotate-90"
            />
            {text("sentencesShow")}
          </summary>
          {/* English, as it is sent. */}
          <p lang="en" className="pt-1 pl-4.5 wrap-anywhere">
            {pictureSentences(composition.pictures)}
          </p>
        </details>
      )}
    </div>
  );
}
