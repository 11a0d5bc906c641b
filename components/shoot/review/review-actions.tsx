import { ArrowLeft, ArrowRight, Check, RotateCcw, X } from "lucide-react";
import type { ComponentProps, MouseEvent, RefObject } from "react";
import { text } from "../../../lib/browser/i18n";
import type { Review } from "../../../lib/domain/generation";
import { Button, IconButton } from "../../ui/button";

interface ReviewActionsProps {
  /** What was said about this picture. */
  word: Review | undefined;
  /** Which product in which look. */
  name: string;
  sku: string | undefined;
  redoButton: RefObject<HTMLButtonElement | null>;
  onDecide: (word: Review) => void;
  onRedo: () => void;
  onStep: (by: -1 | 1) => void;
}

/** Which picture it is, the three words about it with their keys, and the ways to its neighbours. */
export function ReviewActions(props: ReviewActionsProps) {
  const { word, name, sku, redoButton, onDecide, onRedo, onStep } = props;
  // Half of a double click is no word about the next picture.
  const once = (act: () => void) => (event: MouseEvent) => event.detail < 2 && act();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h2 className="min-w-40 flex-1 basis-60 text-15">
        <span dir="auto" className="line-clamp-2 font-semibold wrap-anywhere">
          {name}
        </span>
        {sku && <span className="block text-12 wrap-anywhere text-ink-soft">{sku}</span>}
      </h2>
      <div className="flex flex-wrap items-center gap-1.5">
        <IconButton
          icon={ArrowLeft}
          name={text("previousPicture")}
          aria-keyshortcuts="ArrowLeft"
          onClick={() => onStep(-1)}
        />
        <IconButton
          icon={ArrowRight}
          name={text("nextPicture")}
          aria-keyshortcuts="ArrowRight"
          onClick={() => onStep(1)}
        />
        <Word icon={RotateCcw} letter="D" ref={redoButton} onClick={onRedo}>
          {text("reviewRedo")}
        </Word>
        <Word
          icon={X}
          letter="R"
          aria-pressed={word === "rejected"}
          onClick={once(() => onDecide("rejected"))}
        >
          {text("reviewReject")}
        </Word>
        <Word
          icon={Check}
          letter="A"
          variant="primary"
          aria-pressed={word === "accepted"}
          onClick={once(() => onDecide("accepted"))}
        >
          {text("reviewAccept")}
        </Word>
      </div>
    </div>
  );
}

interface WordProps extends ComponentProps<typeof Button> {
  icon: typeof Check;
  /** Its key. */
  letter: string;
}

function Word({ icon: Icon, letter, children, ...rest }: WordProps) {
  return (
    <Button {...rest} aria-keyshortcuts={letter}>
      <Icon size={16} aria-hidden="true" />
      {children}
      <span aria-hidden="true" className="ml-0.5 text-12 font-medium opacity-80">
        {letter}
      </span>
    </Button>
  );
}
