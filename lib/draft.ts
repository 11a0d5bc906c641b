import { maxImages } from "./request";
import { z } from "./zod";

const schema = z.object({
  prompt: z.string().max(200_000),
  images: z.number().int().min(1).max(maxImages),
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

/** Keeps the draft; other open pages hear of it. A full disk costs the draft only, so it is not told. */
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

/** Calls `listener` with the new draft when another page changes it; returns the way to stop. */
export function watchDraft(listener: (draft: Draft) => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === name) listener(readDraft());
  };
  addEventListener("storage", onStorage);
  return () => removeEventListener("storage", onStorage);
}

/** Puts a prompt where the popup shows it; gives the draft as it was. */
export function draftPrompt(prompt: string): Draft {
  const before = readDraft();
  writeDraft({ ...before, prompt });
  return before;
}
