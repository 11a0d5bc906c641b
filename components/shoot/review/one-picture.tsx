import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { text } from "../../../lib/browser/i18n";
import type { Review } from "../../../lib/domain/generation";
import { countReviews, type PlacedPicture } from "../../../lib/shoot/review";
import type { Shoot } from "../../../lib/shoot/shoot";
import { db } from "../../database";
import { useZoom } from "../../picture/use-zoom";
import type { References } from "../use-references";
import { leftText } from "./left-text";
import { lookText, productText } from "./place-text";
import { RedoForm } from "./redo-form";
import { ReviewActions } from "./review-actions";
import { ReviewEnd } from "./review-end";
import { ReviewFrame } from "./review-frame";
import { ReviewReferences } from "./review-references";
import type { ReviewState } from "./use-review";
import { useReviewKeys } from "./use-review-keys";

interface OnePictureProps {
  shoot: Shoot;
  review: ReviewState;
  references: References | undefined;
  isRedoing: boolean;
  onRedoing: (isRedoing: boolean) => void;
  onClose: () => void;
  onBoard: () => void;
}

const arrows = new Set(["arrowleft", "arrowright", "arrowup", "arrowdown", "+", "-", "="]);

/** One picture large beside what it was made from, and what the user decides about it. */
export function OnePicture(props: OnePictureProps) {
  const { shoot, review, references, isRedoing, onRedoing, onClose, onBoard } = props;
  const { shown, following, pictures, counts } = review;
  const zoom = useZoom();
  const [said, setSaid] = useState("");
  const generation = useLiveQuery(() => (shown ? db.generations.get(shown.id) : undefined), [shown?.id]);
  const redoButton = useReturnToRedo(isRedoing);

  const nameOf = (one: PlacedPicture) =>
    text("reviewPlace", productText(one, references), lookText(shoot, one.place.look.id));
  const show = (next: PlacedPicture | undefined, ...before: string[]) => {
    zoom.reset();
    onRedoing(false);
    const where = next ? nameOf(next) : text("reviewEnd");
    setSaid([...before, where].join(". "));
  };
  const decide = (word: Review) => {
    if (!shown || !pictures) return;
    const after = countReviews(pictures.map((one) => (one === shown ? { review: word } : one)));
    show(review.decide(word), text(`reviewSaid_${word}`), leftText(after));
  };
  const step = (by: -1 | 1) => {
    const next = review.step(by);
    if (next) show(next);
  };
  const redo = () => shown && flushSync(() => onRedoing(true));
  const pan = (key: string, by: -1 | 1) => (zoom.isNear ? zoom.keys[key] : () => step(by));
  useReviewKeys(
    {
      a: () => decide("accepted"),
      r: () => decide("rejected"),
      d: redo,
      arrowleft: pan("ArrowLeft", -1),
      arrowright: pan("ArrowRight", 1),
      arrowup: zoom.keys.ArrowUp,
      arrowdown: zoom.keys.ArrowDown,
      ...{ "+": zoom.keys["+"], "=": zoom.keys["="], "-": zoom.keys["-"], "0": zoom.keys["0"] },
    },
    arrows,
  );

  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      {shown ? (
        <>
          <div className="flex min-h-0 flex-1 max-[860px]:flex-col">
            <ReviewFrame shown={shown} following={following} zoom={zoom} name={nameOf(shown)} />
            <ReviewReferences generation={generation} />
          </div>
          <div className="shrink-0 space-y-2 border-t border-line px-3 py-2">
            {isRedoing && generation?.id === shown.id ? (
              <RedoForm
                key={shown.id}
                generation={generation}
                onCancel={() => onRedoing(false)}
                onSent={() => show(review.goOn(), text("reviewSaid_redo"))}
              />
            ) : (
              <ReviewActions
                word={shown.review}
                name={nameOf(shown)}
                sku={shown.place.product.sku}
                redoButton={redoButton}
                onDecide={decide}
                onRedo={redo}
                onStep={step}
              />
            )}
          </div>
        </>
      ) : (
        pictures && (
          <ReviewEnd counts={counts} onGoOn={() => show(review.goOn())} onBoard={onBoard} onClose={onClose} />
        )
      )}
    </>
  );
}

/** The button that opens the question has the focus again when that is answered. */
function useReturnToRedo(isRedoing: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(isRedoing);
  useEffect(() => {
    if (was.current && !isRedoing) button.current?.focus();
    was.current = isRedoing;
  }, [isRedoing]);
  return button;
}
