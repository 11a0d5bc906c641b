import { showBadge } from "../browser/badge";
import { failureText, text } from "../browser/i18n";
import { openShoot } from "../browser/open-shoot";
import { type Failure, FailureError } from "../failure/failure";
import type { Db } from "../storage/db";
import { clearSetting, writeSetting } from "../storage/settings";
import { shootForMore } from "../storage/shoots";
import { shootBasket, trayBasket } from "./baskets";
import type { PickedTogether } from "./capture";
import { type Gathered, gather } from "./gather";
import { toastWords } from "./page-toast";

/** A sentence about what failed names at most so many pictures. */
const mostNamed = 4;
/** And so many characters of each name. */
const longestName = 40;

/** Takes all that the user ticked where it was to go, and says what became of it. */
export async function gatherPicked(db: Db, wish: PickedTogether): Promise<void> {
  await showBadge("working", text("badgeWorking"));
  const shootId =
    wish.into === "shoot" ? await shootForMore(db, (number) => text("shootNumber", number)) : undefined;
  const gathered = await gather(wish, shootId ? shootBasket(db, shootId) : trayBasket(db));
  await tellGathered(gathered, wish);
  // Only now: the page must be in front while its screen is read.
  if (shootId) await openShoot(shootId);
}

async function tellGathered(gathered: Gathered, { names, place }: PickedTogether): Promise<void> {
  const failure = failureOf(gathered.failed);
  if (failure) {
    await showBadge("failed", failureText(failure));
    return writeSetting("notice", { failure, at: Date.now() });
  }
  await clearSetting("notice");
  const added = text("gathered", gathered.added, names.length);
  const words = gathered.there > 0 ? text("gatheredThere", added, gathered.there) : added;
  await showBadge("worked", words);
  await toastWords(place.tabId, words);
}

/** One sentence for all that could not be had: which, and why. The picker says it of each. */
function failureOf(failed: Gathered["failed"]): Failure | undefined {
  if (failed.length === 0) return undefined;
  const codes = [...new Set(failed.map(({ failure }) => failure.code))];
  const parts = codes.map((code) => {
    const same = failed.filter(({ failure }) => failure.code === code);
    const names = same
      .slice(0, mostNamed)
      .map(({ name }) => [...(name ?? "…")].slice(0, longestName).join(""));
    const more = same.length > names.length ? ` (+${same.length - names.length})` : "";
    return `${names.join(", ")}${more}: ${failureText({ code })}`;
  });
  return new FailureError("gather_incomplete", parts.join(" ")).failure;
}
