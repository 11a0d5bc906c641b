import { LoaderCircle } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import type { PressEvent } from "../paid/pay-press";
import { EstimatedCost } from "../pricing/estimated-cost";
import { LimitNote } from "../pricing/limit-note";
import { useTrayEstimate } from "../pricing/use-estimate";
import { Button } from "../ui/button";
import { useComposer } from "./composer-state";
import { ImageCount } from "./image-count";

interface GenerateRowProps {
  pending: boolean;
  onPress: (event: PressEvent) => void;
}

/** How many images, Generate, and what it will cost. */
export function GenerateRow({ pending, onPress }: GenerateRowProps) {
  const { draft, change, composition } = useComposer();
  const estimate = useTrayEstimate(composition, draft.images, draft.combine);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ImageCount value={draft.images} onChange={(images) => change({ images })} />
        <GenerateButton pending={pending} onPress={onPress} />
      </div>
      <EstimatedCost estimate={estimate} className="justify-end" />
      {composition && <LimitNote />}
    </>
  );
}

function GenerateButton({ pending, onPress }: GenerateRowProps) {
  const enter = /Mac/.test(navigator.platform) ? "⌘ ↵" : "Ctrl ↵";
  return (
    <Button
      variant="primary"
      aria-busy={pending}
      onClick={onPress}
      className="min-w-26 px-4 min-[340px]:min-w-30 min-[360px]:min-w-40"
    >
      {pending && <LoaderCircle size={16} aria-hidden="true" className="animate-spin" />}
      {text("generate")}
      <span aria-hidden="true" className="ml-1 text-12 font-medium whitespace-nowrap max-[359px]:hidden">
        {enter}
      </span>
    </Button>
  );
}
