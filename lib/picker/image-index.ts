import { describe, shownAddress, sizeOf } from "../page/describe-image";
import { type Found, findPictures, picturesAt } from "../page/find-images";
import { covers } from "../page/geometry";
import { isPlaceholder } from "../page/image-candidates";
import { boxOf, visibleBox } from "../page/visible-box";
import { isTiny, isUsable, stackAt, type Weighed } from "./hit-test";

/** A picture in the picker. */
export interface Choice extends Weighed {
  found: Found;
}

/** Looks the page over, and again when that has become old: pages load and move. */
export function createSurvey() {
  let choices: Choice[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** Own sizes of what CSS draws; the page has loaded it, so asking costs no request. */
  const measured = new Map<string, { width: number; height: number }>();

  function look(): Choice[] {
    choices = findPictures().map(toChoice).filter(isUsable);
    lookedAt = performance.now();
    return choices;
  }

  const toChoice = (found: Found): Choice => ({ found, box: boxOf(found.element), own: ownSize(found) });

  function ownSize(found: Found): Choice["own"] {
    const own = sizeOf(found);
    if (own && !isTiny(own)) return own;
    const { candidates } = describe(found);
    // A placeholder's own size says nothing of the picture that it stands for.
    if (own && candidates.some(({ url }) => !isPlaceholder(url))) return undefined;
    return own ?? measured.get(shownAddress(found) ?? "");
  }

  /** Pictures under a point, as they can be seen there; best first. */
  function at(x: number, y: number): Choice[] {
    if (performance.now() - lookedAt > 1_000) look();
    const known = new Set(choices.map(({ found }) => found.element));
    // On a page with very many elements not all were asked what CSS draws in them.
    const more = picturesAt(x, y).filter(({ element }) => !known.has(element));
    const seen = [...choices, ...more.map(toChoice).filter(isUsable)].flatMap((choice) => {
      const { element } = choice.found;
      // Most are elsewhere; only of the others is it worth asking what hides a part of them.
      const box = covers(boxOf(element), x, y) ? visibleBox(element) : undefined;
      return box ? [{ ...choice, box }] : [];
    });
    return stackAt(seen, x, y);
  }

  /** Learns the own size of a picture that the page does not tell, and calls back. */
  function measure(found: Found, whenKnown: () => void): void {
    const url = shownAddress(found);
    if (!url || sizeOf(found) || measured.has(url)) return;
    const image = new Image();
    const done = () => {
      measured.set(url, { width: image.naturalWidth, height: image.naturalHeight });
      whenKnown();
    };
    image.src = url;
    image.decode().then(done, () => undefined);
  }

  return { look, at, measure, ownSize };
}
