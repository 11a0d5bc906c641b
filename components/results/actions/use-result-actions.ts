import { createContext, useContext, useMemo, useRef } from "react";
import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import type { Role } from "../../../lib/domain/tray";
import { readDropped } from "../../../lib/export/read-image-file";
import { type Failure, toFailure } from "../../../lib/failure/failure";
import { sendCommand } from "../../../lib/messaging/send-command";
import { setFavourite } from "../../../lib/storage/generations";
import { addResultAsReference } from "../../../lib/storage/references";
import { db } from "../../database";
import { truncate } from "../../format/truncate";
import { type PressEvent, payPress } from "../../paid/pay-press";
import type { GridFocus } from "../state/use-grid-focus";
import type { Results } from "../state/use-results";
import type { Selection } from "../state/use-selection";
import type { Toast } from "../state/use-toast";
import { addToShoot, downloadSelected, favouriteSelected, removeSelected } from "./bulk-actions";
import { copyPicture, downloadPicture, downloadWithParameters } from "./download-picture";
import { reuse, reusePrompt } from "./reuse";

interface ActionParts {
  toast: Toast;
  selection: Selection;
  results: Results;
  focus: GridFocus;
  openDetails: (id: string) => void;
  compare: (ids: [string, string]) => void;
  /** Unfolds the composer, wherever the user is in the panel. */
  openComposer: () => void;
}

export type ResultActions = ReturnType<typeof createActions>;

const Actions = createContext<ResultActions | undefined>(undefined);

/** Gives everything inside the side panel what can be done with results. */
export const ActionsProvider = Actions.Provider;

/** What can be done with results. Throws outside of the side panel. */
export function useActions(): ResultActions {
  const actions = useContext(Actions);
  if (!actions) throw new Error("no results here to act on");
  return actions;
}

/**
 * Everything a user can do with results; what goes wrong, and what cannot be seen, is shown in the toast. The
 * same object at every render, so that the cards of the grid need not be drawn again.
 */
export function useResultActions(parts: ActionParts): ResultActions {
  const latest = useRef(parts);
  latest.current = parts;
  return useMemo(() => createActions(() => latest.current), []);
}

function createActions(now: () => ActionParts) {
  const show = (message: Parameters<Toast["show"]>[0]) => now().toast.show(message);
  const tell = (failure: Failure | undefined) => failure && show({ failure });
  const attempt = (work: Promise<unknown>) => void work.catch((error) => tell(toFailure(error)));
  /** The chosen results, in the order of the view. */
  const chosen = () => {
    const { selection, results } = now();
    const inView = results.view?.flatMap((_, place) => results.idsAt(place)).filter(selection.has) ?? [];
    return [...new Set([...inView, ...selection.ids])];
  };
  const remove = (ids: string[]) => {
    now().focus.leave(new Set(ids));
    attempt(removeSelected(ids, show));
  };
  return {
    openDetails: (id: string) => now().openDetails(id),
    download: (generation: Generation) => attempt(downloadPicture(generation)),
    downloadWithParameters: (generation: Generation) => attempt(downloadWithParameters(generation)),
    copy: (generation: Generation) =>
      attempt(copyPicture(generation).then(() => show({ text: text("pictureCopied") }))),
    useAs: ({ id, prompt }: Generation, role: Role) =>
      attempt(
        addResultAsReference(db, role, id, text("sourceResult", truncate(prompt, 60))).then(() =>
          show({ text: text(`setAs_${role}`) }),
        ),
      ),
    runAgain: ({ id }: Generation, event: PressEvent) =>
      attempt(
        payPress(`again ${id}`, event, async (press) => {
          const failure = await sendCommand("generate", { again: id, press });
          if (failure) tell(failure);
          else show({ text: text("runningAgain") });
        }),
      ),
    usePrompt: (prompt: string) => {
      now().openComposer();
      reusePrompt(prompt, show);
    },
    /** Prompt, references and what is sent of them, in one press. */
    reuse: (generation: Generation) => {
      now().openComposer();
      attempt(reuse(generation, show));
    },
    remove: (...generations: Generation[]) => remove(generations.map(({ id }) => id)),
    /** All that the result's row stands for. */
    removeRow: (id: string) => remove(now().results.idsAt(now().results.placeOf(id))),
    toggleFold: (id: string) => {
      now().results.toggleFold(id);
      now().focus.take(id, false);
    },
    favourite: ({ id, favourite }: Generation) => attempt(setFavourite(db, [id], !favourite)),
    cancel: ({ id }: Generation) => attempt(sendCommand("cancel", { ids: [id] }).then(tell)),
    retry: ({ id }: Generation, event: PressEvent) =>
      attempt(
        payPress(`retry ${id}`, event, async (press) => tell(await sendCommand("retry", { id, press }))),
      ),
    /** What a dropped picture file says of how it was made. */
    readDropped: (file: File) => readDropped(file).catch((error) => void tell(toFailure(error))),
    select: (id: string, extend: boolean) =>
      extend ? now().selection.extendTo(id) : now().selection.toggle(id),
    favouriteSelected: () => attempt(favouriteSelected(chosen(), show)),
    downloadSelected: () => attempt(downloadSelected(chosen(), show)),
    addSelectedToShoot: () => attempt(addToShoot(chosen(), show)),
    removeSelected: () => remove(chosen()),
    compareSelected: () => {
      const [first, second] = chosen();
      if (first && second) now().compare([first, second]);
    },
  };
}
