import { Dialog } from "radix-ui";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { text } from "../../../lib/browser/i18n";
import type { Failure } from "../../../lib/failure/failure";
import type { Shoot } from "../../../lib/shoot/shoot";
import { FailureNote } from "../../status/failure-note";
import { ReportFailureTo } from "../../status/report-failure";
import type { References } from "../use-references";
import { ConsistencyBoard } from "./consistency/consistency-board";
import { OnePicture } from "./one-picture";
import { ReviewHeader, type ReviewView } from "./review-header";
import { useReview } from "./use-review";

interface ReviewPicturesProps {
  shoot: Shoot;
  references: References | undefined;
  onClose: () => void;
}

/** The whole window for looking through what a shoot has made: one by one, or the accepted ones of a look together. */
export function ReviewPictures({ shoot, references, onClose }: ReviewPicturesProps) {
  const content = useRef<HTMLDivElement>(null);
  const opener = useRef(document.activeElement);
  const [failure, setFailure] = useState<Failure>();
  const [isRedoing, setRedoing] = useState(false);
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Content
          ref={content}
          aria-describedby={undefined}
          data-review=""
          // The keys work from here, and a held Enter presses nothing.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            content.current?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          onEscapeKeyDown={(event) => {
            if (!isRedoing) return;
            event.preventDefault();
            setRedoing(false);
          }}
          className="fixed inset-0 z-dialog flex flex-col bg-surface outline-none"
        >
          <ReportFailureTo value={setFailure}>
            <Review {...{ shoot, references, onClose, isRedoing }} onRedoing={setRedoing} />
            <div role="alert" className="absolute inset-x-3 bottom-3 z-head mx-auto max-w-120 empty:hidden">
              {failure && <FailureNote failure={failure} onDismiss={() => setFailure(undefined)} />}
            </div>
          </ReportFailureTo>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ReviewProps extends ReviewPicturesProps {
  isRedoing: boolean;
  onRedoing: (isRedoing: boolean) => void;
}

function Review(props: ReviewProps) {
  const { shoot, references } = props;
  const review = useReview(shoot);
  const [view, setView] = useState<ReviewView>("single");
  const open = (id: string) => {
    flushSync(() => {
      review.open(id);
      setView("single");
    });
    // The picture that was pressed is gone with the board.
    document.querySelector<HTMLElement>("[data-review-picture]")?.focus();
  };
  return (
    <>
      <Dialog.Title className="sr-only">
        {text("reviewTitle", shoot.name || text("shootUnnamed"))}
      </Dialog.Title>
      <ReviewHeader review={review} view={view} onView={setView} />
      {view === "single" ? (
        <OnePicture {...props} review={review} onBoard={() => setView("board")} />
      ) : (
        <ConsistencyBoard shoot={shoot} review={review} references={references} onOpen={open} />
      )}
    </>
  );
}
