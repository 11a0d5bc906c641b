import { maxImages, maxPrompt } from "../domain/request";
import { z } from "../zod";

const shootActions = ["start", "pause", "resume", "cancel-unstarted", "retry-failed", "delete"] as const;
export type ShootAction = (typeof shootActions)[number];

/** Half of a letter (a lone surrogate) is nothing that anybody can send or store. */
const prompt = z.pipe(
  z.string().check(z.maxLength(maxPrompt)),
  z.transform((words) => words.toWellFormed()),
);

/** What each command takes: every payload is parsed on arrival. */
export const commandSchemas = {
  /**
   * A new batch from the tray, or one more picture exactly like `again`. `press` names the press of the button,
   * and then its batch: the same press sent twice is carried out once.
   */
  generate: z.union([
    z.strictObject({
      press: z.uuid(),
      prompt,
      images: z.int().check(z.minimum(1), z.maximum(maxImages)),
      /** All references together, in place of one; and whether the prompt then says which picture is which. */
      combine: z.optional(z.boolean()),
      sentences: z.optional(z.boolean()),
    }),
    z.strictObject({ press: z.uuid(), again: z.uuid() }),
  ]),
  cancel: z.strictObject({ ids: z.array(z.uuid()).check(z.maxLength(100)) }),
  /** One more try of what failed or was cancelled; `press` as above. */
  retry: z.strictObject({ press: z.uuid(), id: z.uuid() }),
  /**
   * What is to become of a shoot. `start` makes what is planned and has no picture; `retry-failed` tries what failed
   * once more; both may pay, and `press` is as above. `delete` cancels what is open at fal, and keeps what is made.
   */
  shoot: z.strictObject({ press: z.uuid(), id: z.uuid(), action: z.enum(shootActions) }),
  /** One more picture in the place of `id` in its cell, with the same prompt or another. */
  redo: z.strictObject({ press: z.uuid(), id: z.uuid(), prompt: z.optional(prompt) }),
  /** Opens the picker on the page in front: the popup's press allows it, and no address travels. */
  pick: z.strictObject({}),
  /** The user has allowed a site: screen crops in the tray may become their originals. */
  upgrade: z.strictObject({}),
  /** A page shows prices: the background asks fal for them when they are older than a day. */
  prices: z.strictObject({}),
  remove: z.strictObject({ ids: z.array(z.uuid()).check(z.maxLength(10_000)) }),
};
