import pLimit from "p-limit";
import type { Receipt } from "../domain/reference";
import { type Failure, type FailureCode, FailureError, toFailure } from "../failure/failure";
import type { NormalizedImage } from "../image/normalize";
import type { Picker, PictureOutcome } from "../page/picker-protocol";
import { describePicked, type PickedTogether, receiptOf, take } from "./capture";
import type { CaptureRequest } from "./capture-request";
import { type Look, lookTogether } from "./look";
import { askPicker, type PickerArgs } from "./page-client";
import { type Alone, captureImage } from "./strategies";

/** Where several pictures go. */
export interface Basket {
  /** How many more fit now. */
  room(): Promise<number>;
  /** What is said of those that do not. */
  full: FailureCode;
  /** Stores one; false when the same picture is there already. */
  add(picture: NormalizedImage, from: Omit<Receipt, "original">): Promise<boolean>;
}

/** After these the next picture would fail in the same way. */
const endings: FailureCode[] = ["storage_full", "shoot_lost"];

/** What became of all of them. */
export interface Gathered {
  added: number;
  there: number;
  failed: { name?: string | undefined; failure: Failure }[];
}

/** So many are looked at in one photograph, and held at a time; and so many of them are read at once. */
const handful = 12;
const atOnce = 3;

/**
 * Reads the chosen pictures by the same rules as a single one, a few at a time, and stores each as soon as those
 * before it are done, in the order of the page. A page that goes away ends it: what was read is kept. Never throws.
 */
export async function gather(wish: PickedTogether, basket: Basket): Promise<Gathered> {
  const gathered: Gathered = { added: 0, there: 0, failed: [] };
  const page = talkTo(wish, gathered);
  for (let next = 0; next < wish.names.length; ) {
    const room = page.over() ? 0 : await basket.room().catch(() => 0);
    const count = Math.min(room > 0 ? Math.min(room, handful) : handful, wish.names.length - next);
    const indices = Array.from({ length: count }, (_, i) => next + i);
    next += count;
    if (room > 0) await readHandful(indices, wish, page, basket);
    else await page.refuse(indices, page.over() ?? basket.full);
  }
  await page.ask("finish");
  return gathered;
}

type Page = ReturnType<typeof talkTo>;

/** What is said to the picker in the page, as long as there is one; `over`: why no more pictures are read. */
function talkTo({ place, names }: PickedTogether, gathered: Gathered) {
  let over: FailureCode | undefined;
  const ask = <Name extends keyof Picker>(name: Name, ...args: PickerArgs<Name>) =>
    askPicker(place, name, ...args).catch(() => undefined);

  async function tell(index: number, outcome: PictureOutcome): Promise<void> {
    const name = names[index] || undefined;
    if (outcome.kind !== "failed") gathered[outcome.kind] += 1;
    else {
      const { failure } = outcome;
      gathered.failed.push({ name, failure });
      if (endings.includes(failure.code)) over ??= failure.code;
    }
    if ((await ask("report", index, outcome)) === true) over ??= "gather_stopped";
  }
  async function refuse(indices: number[], code: FailureCode): Promise<void> {
    for (const index of indices) await tell(index, { kind: "failed", failure: { code } });
  }
  return { ask, tell, refuse, over: () => over };
}

async function readHandful(
  indices: number[],
  { place, pageUrl }: PickedTogether,
  page: Page,
  basket: Basket,
): Promise<void> {
  const alone = createAlone(page);
  const sought = await Promise.all(
    indices.map(async (index): Promise<CaptureRequest | undefined> => {
      const at = { ...place, captureId: crypto.randomUUID() };
      const sighting = await describePicked(at, index).catch(() => undefined);
      return sighting && { sighting, pageUrl, place: at };
    }),
  );
  const known = sought.filter((one) => one !== undefined);
  const looks = await alone(() => lookTogether(known));
  const turn = pLimit(atOnce);
  const reads = sought.map((one) => turn(() => readOne(one, one && looks[known.indexOf(one)], page, alone)));
  for (const [i, index] of indices.entries()) {
    await page.tell(index, await store(await reads[i], basket));
  }
}

type Read = { picture: NormalizedImage; from: Omit<Receipt, "original"> } | { failure: Failure };

async function readOne(
  sought: CaptureRequest | undefined,
  look: Look | undefined,
  page: Page,
  alone: Alone,
): Promise<Read> {
  try {
    const over = page.over();
    if (over) throw new FailureError(over);
    if (!sought) throw new FailureError("capture_page_gone");
    const got = await take(sought, () => captureImage(sought, look, alone));
    return { picture: got.picture, from: receiptOf(got, sought.pageUrl, sought.sighting.name) };
  } catch (error) {
    return { failure: toFailure(error) };
  }
}

async function store(read: Read | undefined, basket: Basket): Promise<PictureOutcome> {
  if (!read || "failure" in read)
    return { kind: "failed", failure: read?.failure ?? { code: "capture_page_gone" } };
  try {
    return { kind: (await basket.add(read.picture, read.from)) ? "added" : "there" };
  } catch (error) {
    return { kind: "failed", failure: toFailure(error) };
  }
}

/** The screen is one: one at a time may photograph it, and without our own words on it. */
function createAlone(page: Page): Alone {
  const turn = pLimit(1);
  return (work) =>
    turn(async () => {
      await page.ask("hide", true);
      try {
        return await work();
      } finally {
        await page.ask("hide", false);
      }
    });
}
