import { Inbox, Plus } from "lucide-react";
import { text } from "../../../lib/browser/i18n";
import type { Look, Shoot } from "../../../lib/shoot/shoot";
import { maxLooks } from "../../../lib/shoot/shoot";
import { readDraft } from "../../../lib/storage/draft";
import { readTray } from "../../../lib/storage/references";
import { addLook, type NewLook } from "../../../lib/storage/shoot-looks";
import { db } from "../../database";
import { useAttempt } from "../../status/report-failure";
import { Button } from "../../ui/button";
import { useFirstOf } from "../use-first-of";
import type { ChangeShoot } from "../use-shoot";
import { LookCard } from "./look-card";
import { SavedLooks } from "./saved-looks";
import { useLookActions } from "./use-look-actions";

/** The looks of a shoot side by side, and the ways to more. */
export function LooksStrip({ shoot, change }: { shoot: Shoot; change: ChangeShoot }) {
  const attempt = useAttempt();
  const actions = useLookActions(shoot.id, change);
  const { looks } = shoot;
  const shown = useFirstOf(looks, 4);
  const isFull = looks.length >= maxLooks;
  const add = (look?: NewLook) => attempt(addLook(db, shoot.id, look).then(focusLook));
  return (
    <section aria-label={text("shootLooks")} className="space-y-2 border-b border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="text-15 font-semibold">{text("shootLooks")}</h2>
        <span className="mr-2 text-12 text-ink-soft tabular-nums">
          {text("countOf", looks.length, maxLooks)}
        </span>
        <Button
          data-add-look
          size="small"
          aria-disabled={isFull}
          onClick={() => isFull || add({ name: text("lookNumber", looks.length + 1) })}
          className="aria-disabled:opacity-45"
        >
          <Plus size={14} aria-hidden="true" />
          {text("addLook")}
        </Button>
        <Button
          size="small"
          aria-disabled={isFull}
          onClick={() => isFull || attempt(lookFromTray(looks).then(add))}
          className="aria-disabled:opacity-45"
        >
          <Inbox size={14} aria-hidden="true" />
          {text("lookFromTray")}
        </Button>
        <SavedLooks onUse={add} />
      </div>
      <ul aria-label={text("shootLooks")} className="-mx-1 flex gap-2 overflow-x-auto px-1 pb-1 empty:hidden">
        {shown.map((look, i) => (
          <LookCard key={look.id} look={look} position={i + 1} actions={actions} />
        ))}
      </ul>
      {looks.length === 0 && <p className="pb-1 text-ink-soft">{text("looksNone")}</p>}
    </section>
  );
}

/** What stands in the composer, as a look: face, background, prompt, number of images, and what FLUX sees. */
async function lookFromTray(looks: Look[]): Promise<NewLook> {
  const { face, background } = await readTray(db);
  const { prompt, images, combine } = readDraft();
  return {
    ...{ name: text("lookNumber", looks.length + 1), prompt, images },
    combine: combine ?? (face ?? background) !== undefined,
    ...(face && { faceId: face }),
    ...(background && { backgroundId: background }),
  };
}

/** A new look begins with its name, all of it ready to be typed over. */
function focusLook(id: string): void {
  const look = () => document.querySelector(`[data-look="${CSS.escape(id)}"]`);
  const take = () => {
    const field = look()?.querySelector<HTMLInputElement>("input");
    field?.focus();
    field?.select();
  };
  take();
  if (look()) return;
  // The database's word comes a moment later.
  const watch = new MutationObserver(() => {
    if (!look()) return;
    watch.disconnect();
    take();
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), 2_000);
}
