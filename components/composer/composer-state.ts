import { useLiveQuery } from "dexie-react-hooks";
import { createContext, type RefObject, useContext, useRef } from "react";
import { ownName } from "../../lib/domain/product-name";
import type { Reference } from "../../lib/domain/reference";
import type { Mode } from "../../lib/domain/request";
import { modeFor, type SentPicture, sentPictures } from "../../lib/domain/sent-pictures";
import type { Role, TraySlot } from "../../lib/domain/tray";
import { readComposition } from "../../lib/storage/composition";
import type { Draft } from "../../lib/storage/draft";
import { db } from "../database";
import { useDraft } from "./use-draft";

/** What is set, and what of it will be sent. */
export interface Composition {
  /** In the tray's order, with their names. */
  slots: TraySlot[];
  references: Reference[];
  chosen: string | undefined;
  mode: Mode;
  /** In the order in which they are sent. */
  pictures: SentPicture[];
}

/** The one state of the composer. */
export interface ComposerState {
  draft: Draft;
  change: (change: Partial<Draft>) => void;
  /** Undefined until it is read. */
  composition: Composition | undefined;
  prompt: RefObject<HTMLTextAreaElement | null>;
  /** Chooses a file somewhere else, where a file dialog of this page would lose it. */
  chooseElsewhere: ((role: Role) => void) | undefined;
  /** The place that the user was sent here for. */
  wanted: { role: Role } | undefined;
}

/** What the page around decides of it. */
export type ComposerSurroundings = Pick<ComposerState, "chooseElsewhere" | "wanted">;

const ComposerContext = createContext<ComposerState | undefined>(undefined);
export const ComposerStateProvider = ComposerContext.Provider;

/** The state of the composer around. Throws outside of one. */
export function useComposer(): ComposerState {
  const state = useContext(ComposerContext);
  if (!state) throw new Error("no composer around");
  return state;
}

/** Makes the state that `useComposer` gives to everything inside. */
export function useComposerState(around: ComposerSurroundings): ComposerState {
  const prompt = useRef<HTMLTextAreaElement>(null);
  const [draft, change] = useDraft(() => prompt.current?.focus());
  const stored = useLiveQuery(() => readComposition(db));
  if (!stored) return { draft, change, composition: undefined, prompt, ...around };
  const { references, chosen } = stored;
  const slots = stored.slots.map((slot, i) => {
    const name = references[i] && ownName(references[i]);
    return name ? { ...slot, name } : slot;
  });
  const mode = modeFor(slots, draft.combine ?? false);
  const pictures = sentPictures(mode, slots, chosen);
  return { draft, change, composition: { slots, references, chosen, mode, pictures }, prompt, ...around };
}

/** The place of a reference among the pictures that are sent, from 1; undefined when it is not. */
export function sentPlace({ pictures }: Composition, referenceId: string): number | undefined {
  const at = pictures.findIndex(({ slots }) => slots.some((slot) => slot.referenceId === referenceId));
  return at < 0 ? undefined : at + 1;
}
