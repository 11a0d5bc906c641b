import { maxImages, maxPrompt } from "../domain/request";
import { z } from "../zod";

const schema = z.object({
  prompt: z.string().check(z.maxLength(maxPrompt)),
  images: z.int().check(z.minimum(1), z.maximum(maxImages)),
  /** All references together, in place of one; and whether the prompt then says which picture is which. */
  combine: z.optional(z.boolean()),
  sentences: z.optional(z.boolean()),
  /** Set when the user put this draft here from elsewhere: then a form that is open takes it over. */
  replacement: z.optional(z.string()),
});
/** What stands in the popup's form. */
export type Draft = z.infer<typeof schema>;

const none: Draft = { prompt: "", images: 1 };
const name = "draft";

/*
 * In the pages' own Web Storage: it is there at once, and an incognito window has one of its own that goes with
 * it. `storage.local` is one for both, and would keep on the disk what was written in incognito.
 */

/** The prompt and number of images as the user left them. */
export function readDraft(): Draft {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(name) ?? ""));
  } catch {
    return none;
  }
}

/** Keeps the draft. A full disk costs the draft only, so it is not shown. */
export function writeDraft(draft: Draft): void {
  try {
    localStorage.setItem(name, JSON.stringify(draft));
  } catch {
    // The form still has it.
  }
}

export function clearDraft(): void {
  localStorage.removeItem(name);
}

type Listener = (draft: Draft, isHere: boolean) => void;

/** The browser tells only the other pages of a change. */
const listeners = new Set<Listener>();

/** As `writeDraft`; forms that are open show it, too, whatever is in them. */
export function replaceDraft(draft: Draft): void {
  const replaced = { ...draft, replacement: crypto.randomUUID() };
  writeDraft(replaced);
  for (const listener of listeners) listener(replaced, true);
}

/**
 * Calls `listener` when the draft is replaced, in this page (`isHere`) or another, or cleared in another; not when
 * somebody types there: two windows may each be working on a prompt of their own. Returns the way to stop.
 */
export function watchDraft(listener: Listener): () => void {
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key !== name) return;
    const draft = readDraft();
    if (draft.replacement || newValue === null) listener(draft, false);
  };
  listeners.add(listener);
  addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", onStorage);
  };
}

/** Puts a prompt where the composer shows it; gives the draft as it was. */
export function draftPrompt(prompt: string): Draft {
  const before = readDraft();
  replaceDraft({ ...before, prompt });
  return before;
}
