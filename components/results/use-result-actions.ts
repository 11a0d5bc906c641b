import { type Failure, failureOf, Refusal } from "../../lib/errors";
import type { Generation } from "../../lib/generation";
import { hide, setFavourite, showAgain } from "../../lib/history";
import { preparePicture } from "../../lib/picture";
import type { Role } from "../../lib/roles";
import { text } from "../../lib/text";
import { addReference, requireRoom } from "../../lib/tray";
import { db } from "../database";
import { sendCommand } from "../send-command";
import { downloadPicture } from "./download-picture";
import type { Toast } from "./use-toast";

export interface ResultActions {
  openDetails: (id: string) => void;
  download: (generation: Generation) => void;
  useAs: (generation: Generation, role: Role) => void;
  runAgain: (generation: Generation) => void;
  remove: (generation: Generation) => void;
  favourite: (generation: Generation) => void;
  cancel: (generation: Generation) => void;
  retry: (generation: Generation) => void;
}

/** Everything a user can do with a result; what goes wrong, and what cannot be seen, is told in the toast. */
export function useResultActions(toast: Toast, openDetails: (id: string) => void): ResultActions {
  const tell = (failure: Failure | undefined) => failure && toast.show({ failure });
  const attempt = (work: Promise<unknown>) => void work.catch((error) => tell(failureOf(error)));
  return {
    openDetails,
    download: (generation) => attempt(downloadPicture(generation)),
    useAs: (generation, role) =>
      attempt(makeReference(generation, role).then(() => toast.show({ words: text(`setAs_${role}`) }))),
    runAgain: ({ id }) =>
      attempt(
        sendCommand("generate", { again: id, press: crypto.randomUUID() }).then((failure) =>
          failure ? tell(failure) : toast.show({ words: text("runningAgain") }),
        ),
      ),
    remove: (generation) => attempt(removeUndoably(generation, toast)),
    favourite: ({ id, favourite }) => attempt(setFavourite(db, id, !favourite)),
    cancel: ({ id }) => attempt(sendCommand("cancel", { ids: [id] }).then(tell)),
    retry: ({ id }) => attempt(sendCommand("retry", { id }).then(tell)),
  };
}

async function removeUndoably({ id }: Generation, toast: Toast): Promise<void> {
  await hide(db, [id], Date.now());
  toast.show({
    words: text("deleted"),
    onUndo: () => void showAgain(db, [id]),
    onGone: () => void sendCommand("remove", { ids: [id] }),
  });
}

async function makeReference({ id, prompt }: Generation, role: Role): Promise<void> {
  await requireRoom(db, role);
  const stored = await db.pixels.get(id);
  if (!stored) throw new Refusal("result_lost");
  const source = text("sourceResult", prompt.length > 60 ? `${prompt.slice(0, 59)}…` : prompt);
  await addReference(db, role, await preparePicture(stored.blob), { rung: "result", source });
}
