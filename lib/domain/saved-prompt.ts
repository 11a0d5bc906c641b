import { z } from "../zod";
import { maxPrompt } from "./request";

/** A saved prompt may have a name of this many characters. */
export const maxPromptName = 80;

/** A prompt that the user gave a name, to use again. */
export const savedPromptSchema = z.object({
  id: z.string().max(100),
  name: z.string().min(1).max(maxPromptName),
  text: z.string().min(1).max(maxPrompt),
  /** Its place in the user's own order: smaller is higher. */
  order: z.number(),
});
export type SavedPrompt = z.infer<typeof savedPromptSchema>;
