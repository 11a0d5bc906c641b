import { text } from "../../../lib/browser/i18n";
import { openShoot } from "../../../lib/browser/open-shoot";
import { saveFile } from "../../../lib/browser/save-file";
import { stamp } from "../../../lib/export/file-name";
import { zipResults } from "../../../lib/export/zip-results";
import { type Failure, FailureError, toFailure } from "../../../lib/failure/failure";
import { sendCommand } from "../../../lib/messaging/send-command";
import { hide, setFavourite, showAgain } from "../../../lib/storage/generations";
import { addShootResult } from "../../../lib/storage/shoot-products";
import { shootForMore } from "../../../lib/storage/shoots";
import { db } from "../../database";
import { formatNumber } from "../../format/numbers";
import { truncate } from "../../format/truncate";
import type { Toast } from "../state/use-toast";
import { downloadPicture } from "./download-picture";

type Show = Toast["show"];

/** More than this many are not changed in the blink of an eye. */
const many = 500;

/** Says that work has begun, where it takes a while. */
function announce(ids: string[], show: Show): void {
  if (ids.length > many) show({ text: text("changingMany", formatNumber(ids.length)) });
}

/** Takes results out of sight with one Undo for all of them; they are deleted when its time is over. */
export async function removeSelected(ids: string[], show: Show): Promise<void> {
  announce(ids, show);
  const hidden = await hide(db, ids, Date.now());
  if (hidden.length === 0) return;
  show({
    text: hidden.length === 1 ? text("deleted") : text("deletedMany", formatNumber(hidden.length)),
    onUndo: () => showAgain(db, hidden),
    onGone: () => removeForGood(hidden),
  });
}

/** A command names so many results at most. */
const perCommand = 5_000;

async function removeForGood(ids: string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += perCommand) {
    const failure = await sendCommand("remove", { ids: ids.slice(at, at + perCommand) });
    if (failure) throw new FailureError(failure.code, failure.detail);
  }
}

/** Makes all of them favourites, or none when all are; Undo gives back what each one was. */
export async function favouriteSelected(ids: string[], show: Show): Promise<void> {
  announce(ids, show);
  let favourite = true;
  let changed = await setFavourite(db, ids, favourite);
  if (changed.length === 0) {
    favourite = false;
    changed = await setFavourite(db, ids, favourite);
  }
  show({
    text: text(favourite ? "favouritedMany" : "unfavouritedMany", formatNumber(changed.length)),
    onUndo: () => setFavourite(db, changed, !favourite),
  });
}

/** Makes products of them, in the shoot that is being planned, and shows that. What could not be added is reported. */
export async function addToShoot(ids: string[], show: Show): Promise<void> {
  const shootId = await shootForMore(db, (number) => text("shootNumber", number));
  let added = 0;
  let there = 0;
  let failure: Failure | undefined;
  for (const [i, generation] of (await db.generations.bulkGet(ids)).entries()) {
    const source = text("sourceResult", truncate(generation?.prompt ?? "", 60));
    try {
      if (await addShootResult(db, shootId, ids[i] ?? "", source)) added += 1;
      else there += 1;
    } catch (error) {
      failure = toFailure(error);
      // Each other one would fail in the same way.
      if (failure.code === "shoot_full" || failure.code === "storage_full") break;
    }
  }
  const words = text("gathered", formatNumber(added), formatNumber(ids.length));
  if (failure) show({ failure });
  else show({ text: there > 0 ? text("gatheredThere", words, formatNumber(there)) : words });
  if (added + there > 0) await openShoot(shootId);
}

/** One picture as fal gave it; several as one zip, with their parameters in the files. */
export async function downloadSelected(ids: string[], show: Show): Promise<void> {
  const [first] = await db.generations.bulkGet(ids.slice(0, 1));
  if (ids.length === 1 && first) return downloadPicture(first);
  show({ text: text("zipWorking", formatNumber(ids.length)) });
  let counts = { pictures: 0, missing: 0 };
  const zip = await zipResults(db, ids, (done) => {
    counts = done;
  });
  saveFile(zip, `refshot-${stamp(Date.now())}.zip`);
  const { pictures, missing } = counts;
  const words = [formatNumber(pictures), formatNumber(missing)];
  show({ text: text(missing > 0 ? "zipSavedSome" : "zipSaved", ...words) });
}
