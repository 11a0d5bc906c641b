import type { Candidate, Origin } from "../domain/image-source";
import type { Receipt } from "../domain/reference";
import { type Failure, type FailureCode, FailureError, toFailure } from "../failure/failure";
import { maxInitPixels, type Size } from "../image/dimensions";
import type { NormalizedImage } from "../image/normalize";
import type { Part } from "../image/print";
import type { ImageDescription } from "../page/protocol";
import type { CaptureRequest } from "./capture-request";
import { isSeen, type Sight, sightOfPicture } from "./compare";
import { callAgent, type FrameTarget } from "./page-client";
import { fromPage, rungsTo } from "./read-address";
import { shownLimit } from "./read-ahead";

export interface CapturedImage {
  picture: NormalizedImage;
  rung: Receipt["rung"];
  element: Origin;
  /** The address it was read from, or that is on the screen. */
  url?: string | undefined;
  unread?: Candidate[];
  /** Of a crop: which part of the picture it shows. */
  part?: Part | undefined;
  /** Addresses that gave another picture than the one on the screen. */
  doubted?: Candidate[];
}

/** Each guess has this long to come (ms), and all guesses together. */
const guessLimit = 4_000;
const allGuessesLimit = 8_000;

/** No lower rung makes these better. */
export const final: FailureCode[] = [
  "capture_too_large",
  "capture_too_small",
  "capture_address_refused",
  "capture_file_refused",
];

interface Read {
  got?: CapturedImage | undefined;
  /** Why what is on the screen could not be read. */
  failure?: Failure | undefined;
  doubted: Candidate[];
}

/**
 * The best that the addresses give. The one on the screen comes first, then the guesses: of those only what is
 * the same picture, and larger. `looking` gives what is on the screen; without it nothing but that address is sure.
 */
export async function readBest(sought: CaptureRequest, looking: Promise<Sight | undefined>): Promise<Read> {
  const { candidates, standIn } = sought.sighting;
  const guesses = standIn ? candidates : candidates.slice(0, -1);
  const sure = standIn ? { doubted: [] } : await readShown(sought, looking);
  const large = pixelsOf(sure.got?.picture.original ?? sought.sighting.shown);
  // More than can be sent makes no better picture, and needs no request. What may not be read ends it, too.
  const isEnough = !standIn && large >= maxInitPixels && (sure.got || sought.sighting.drawable);
  if (isEnough || (sure.failure && final.includes(sure.failure.code))) return sure;
  const known = sure.got ? await sightOfPicture(sure.got.picture) : await looking;
  if (!known && !standIn) return sure;
  const guessed = await readGuesses(guesses, sought, known, sure.got ? large : 0);
  const failure = sure.failure ?? guessed.failure;
  return { got: guessed.got ?? sure.got, failure, doubted: [...sure.doubted, ...guessed.doubted] };
}

/** What is on the screen, by its address, through all ways to it until one gives the same picture. */
async function readShown(sought: CaptureRequest, looking: Promise<Sight | undefined>): Promise<Read> {
  const { sighting, place } = sought;
  const shown = sighting.heldByPage ? undefined : sighting.candidates.at(-1);
  const doubted: Candidate[] = [];
  if (!shown) return { ...(sighting.heldByPage && (await readHeld(sighting, place))), doubted };
  const until = Date.now() + shownLimit;
  const failures: Failure[] = [];
  try {
    for (const { rung, read } of await rungsTo(shown.url, sought, shownLimit)) {
      if (Date.now() > until) break;
      try {
        const picture = await read();
        const sight = await looking;
        if (!sight || (await isSeen(picture, sight)) !== false)
          return { got: { picture, rung, element: shown.from, url: shown.url }, doubted };
        doubted[0] = shown;
      } catch (error) {
        failures.push(toFailure(error));
        if (isLast(failures.at(-1))) break;
      }
    }
  } catch (error) {
    failures.push(toFailure(error));
  }
  const failure = failures.findLast(({ code }) => code !== "capture_unreachable") ?? failures[0];
  return { failure: failure ?? { code: "capture_unreachable" }, doubted };
}

const isLast = (failure: Failure | undefined) =>
  failure !== undefined && (final.includes(failure.code) || failure.code === "capture_too_slow");

/** An address too long to be handed over is the picture itself: the page reads it. */
async function readHeld(
  { element }: ImageDescription,
  place: FrameTarget | undefined,
): Promise<Pick<Read, "got" | "failure">> {
  try {
    if (!place) throw new FailureError("capture_unreachable");
    return { got: { picture: fromPage(await callAgent(place, "fetch")), rung: "page", element } };
  } catch (error) {
    return { failure: toFailure(error) };
  }
}

/** The first guess that is larger than `least` pixels and shows what is known; each is asked for once. */
async function readGuesses(
  guesses: Candidate[],
  sought: CaptureRequest,
  known: Sight | undefined,
  least: number,
): Promise<Read> {
  const until = Date.now() + allGuessesLimit;
  const doubted: Candidate[] = [];
  let failure: Failure | undefined;
  for (const { url, from } of guesses) {
    if (Date.now() > until) break;
    try {
      const [way] = await rungsTo(url, sought, guessLimit);
      const picture = await inTime(guessLimit, way?.read());
      if (pixelsOf(picture.original) <= least && picture.original.format !== "svg") continue;
      if (!known || (await isSeen(picture, known)))
        return { got: { picture, rung: way?.rung ?? "worker", element: from, url }, doubted };
      doubted.push({ url, from });
    } catch (error) {
      failure = toFailure(error);
    }
  }
  return { failure, doubted };
}

async function inTime<T>(limit: number, work: Promise<T> | undefined): Promise<T> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(reject, limit, new FailureError("capture_too_slow")),
  );
  return Promise.race([work ?? late, late]);
}

const pixelsOf = (size: Size | undefined) => (size ? size.width * size.height : 0);
