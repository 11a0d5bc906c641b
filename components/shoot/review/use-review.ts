import { useLiveQuery } from "dexie-react-hooks";
import { useMemo, useRef, useState } from "react";
import type { Review } from "../../../lib/domain/generation";
import {
  countReviews,
  type MadePicture,
  nextToReview,
  orderForReview,
  type PlacedPicture,
} from "../../../lib/shoot/review";
import type { Shoot } from "../../../lib/shoot/shoot";
import { readMadePictures } from "../../../lib/storage/made-pictures";
import { setReview } from "../../../lib/storage/shoots";
import { db } from "../../database";
import { useAttempt } from "../../status/report-failure";

/** What a press said, until the database has it, and after. */
type Words = ReadonlyMap<string, Review | undefined>;

export type ReviewState = ReturnType<typeof useReview>;

/** The pictures of a shoot, the one that is open, and what the user decided. Undefined pictures are not read yet. */
export function useReview(shoot: Shoot) {
  const known = useRef(new Map<string, MadePicture | undefined>());
  const made = useLiveQuery(() => readMadePictures(db, shoot.id, known.current), [shoot.id]);
  const [words, setWords] = useState<Words>(new Map());
  const [wanted, setWanted] = useState<string | null>();
  const attempt = useAttempt();
  const pictures = useMemo(
    () => made && orderForReview(shoot, made).map((one) => withWord(one, words)),
    [shoot, made, words],
  );
  const shown = pictures && shownOf(pictures, wanted);

  const say = (id: string, word: Review | undefined) =>
    setWords((before) => new Map([...before, [id, word]]));

  /** Keeps the word and goes on; gives the picture that comes next. */
  function decide(word: Review): PlacedPicture | undefined {
    if (!shown || !pictures) return undefined;
    const { id, review: before } = shown;
    say(id, word);
    attempt(
      setReview(db, id, word).catch((error) => {
        // What could not be kept is not shown as kept.
        say(id, before);
        throw error;
      }),
    );
    return goOn();
  }

  /** To the next one without a word, or to the end; gives it. */
  function goOn(): PlacedPicture | undefined {
    const next = nextToReview(pictures ?? [], shown?.id);
    setWanted(next?.id ?? null);
    return next;
  }

  /** One back or on, whatever was said about it; from the end back to the last one. */
  function step(by: -1 | 1): PlacedPicture | undefined {
    if (!pictures) return undefined;
    const at = shown ? pictures.indexOf(shown) : pictures.length;
    const next = pictures[at + by];
    if (next) setWanted(next.id);
    return next;
  }

  return {
    pictures,
    shown,
    following:
      pictures && shown && (nextToReview(pictures, shown.id) ?? pictures[pictures.indexOf(shown) + 1]),
    counts: countReviews(pictures ?? []),
    decide,
    goOn,
    step,
    open: (id: string) => setWanted(id),
  };
}

function withWord(picture: PlacedPicture, words: Words): PlacedPicture {
  return words.has(picture.id) ? { ...picture, review: words.get(picture.id) } : picture;
}

/** The wanted one; at first, and where it is gone, the first without a word. `null` is the end. */
function shownOf(
  pictures: readonly PlacedPicture[],
  wanted: string | null | undefined,
): PlacedPicture | undefined {
  if (wanted === null) return undefined;
  return pictures.find(({ id }) => id === wanted) ?? nextToReview(pictures);
}
