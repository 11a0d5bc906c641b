import { z } from "../zod";
import { maxPrompt } from "./request";

/** A saved prompt may have a name of this many characters. */
export const maxPromptName = 80;

/** A prompt that the user gave a name, to use again. */
export const savedPromptSchema = z.object({
  id: z.string().check(z.maxLength(100)),
  name: z.string().check(z.minLength(1), z.maxLength(maxPromptName)),
  text: z.string().check(z.minLength(1), z.maxLength(maxPrompt)),
  /** Its place in the user's own order: smaller is higher. */
  order: z.number(),
});
export type SavedPrompt = z.infer<typeof savedPromptSchema>;
