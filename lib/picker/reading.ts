import { failureText, text } from "../browser/i18n";
import type { PictureOutcome } from "../page/picker-protocol";
import { make, makeButton } from "./make-element";

/** Without news for so long (ms) none is coming any more. */
const longest = 2 * 60_000;

/** How far the reading of several pictures is, in a corner of the page: each with its name and how it ended. */
export function createReading(root: ShadowRoot, names: string[], leave: () => void) {
  const title = make("p", "label");
  title.setAttribute("role", "status");
  const rows = names.map((name) => {
    const words = make("span", "hint", text("pickerWaits"));
    return { row: make("li", "", name, words), words, isRead: false, hasFailed: false };
  });
  const list = make("ol", "outcomes", ...rows.map(({ row }) => row));
  const stop = makeButton(text("pickerStop"), () => {
    isStopped = true;
    stop.disabled = true;
  });
  const close = makeButton(text("pickerClose"), leave);
  const card = make("div", "card reading", title, list, make("div", "roles", stop));
  // Above the page, which goes on as it is: a picture may have to be brought into view.
  card.popover = "manual";
  root.append(card);
  card.showPopover();
  let done = 0;
  let isStopped = false;
  let timer = setTimeout(giveUp, longest);
  const tell = () => (title.textContent = text("pickerReading", done, rows.length));
  tell();

  function report(index: number, outcome: PictureOutcome): boolean {
    const row = rows[index];
    clearTimeout(timer);
    timer = setTimeout(giveUp, longest);
    if (row) {
      const isFailed = outcome.kind === "failed";
      row.words.textContent = isFailed ? failureText(outcome.failure) : text(`picker_${outcome.kind}`);
      row.isRead = true;
      row.hasFailed = isFailed;
      row.row.className = outcome.kind;
      row.row.scrollIntoView({ block: "nearest" });
      done += 1;
      tell();
    }
    return isStopped;
  }

  /** The worker has died, and the rest is not coming. */
  function giveUp(): void {
    for (const [i, { isRead }] of rows.entries())
      if (!isRead) report(i, { kind: "failed", failure: { code: "capture_too_slow" } });
    finish();
  }

  /** Leaves only what went wrong; false when nothing did. */
  function finish(): boolean {
    clearTimeout(timer);
    const failed = rows.filter(({ hasFailed }) => hasFailed);
    title.textContent = text("pickerRead", rows.length - failed.length, rows.length);
    list.replaceChildren(...failed.map(({ row }) => row));
    stop.replaceWith(close);
    return failed.length > 0;
  }

  return { report, finish };
}
