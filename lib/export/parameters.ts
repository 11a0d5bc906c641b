import { type Generation, seedSchema } from "../domain/generation";
import { groundSchema } from "../domain/model-schema";
import { guidance, maxPrompt, modes, strength } from "../domain/request";
import { picturesOf, stepsOf } from "../domain/sent-request";
import { roleSchema } from "../domain/tray-schema";

import { z } from "../zod";

/** What a picture file says of how it was made: enough to make it again, and nothing about where from. */
const parametersSchema = z.object({
  app: z.literal("Refshot"),
  version: z.literal(1),
  id: z.string().check(z.maxLength(100)),
  prompt: z.string().check(z.maxLength(maxPrompt)),
  mode: z.enum(modes),
  endpoint: z.string().check(z.maxLength(200)),
  steps: z.number(),
  guidance: z.number(),
  strength: z.optional(z.number()),
  /** Of a combined one: the size that was asked for, and whether the prompt began with what each picture is. */
  imageSize: z.optional(z.object({ width: z.number(), height: z.number() })),
  sentences: z.optional(z.boolean()),
  seed: z.optional(seedSchema),
  width: z.optional(z.number()),
  height: z.optional(z.number()),
  createdAt: z.string().check(z.maxLength(40)),
  references: z
    .array(z.object({ role: roleSchema, sent: z.boolean(), ground: z.optional(groundSchema) }))
    .check(z.maxLength(10)),
});
export type Parameters = z.infer<typeof parametersSchema>;

export function parametersOf(generation: Generation): Parameters {
  const { id, prompt, mode, endpoint, createdAt, places, imageSize, sentences } = generation;
  const sent = new Set(picturesOf(generation).flatMap(({ slots }) => slots));
  const done = generation.status === "done" ? generation : undefined;
  return {
    ...{ app: "Refshot", version: 1, id, prompt, mode, endpoint, steps: stepsOf(generation), guidance },
    ...(mode === "image-to-image" && { strength }),
    ...(imageSize && { imageSize }),
    ...(sentences !== undefined && { sentences }),
    ...(done?.seed !== undefined && { seed: done.seed }),
    ...(done && { width: done.width, height: done.height }),
    createdAt: new Date(createdAt).toISOString(),
    references: places.map((slot) => ({
      role: slot.role,
      sent: sent.has(slot),
      ...(slot.ground && { ground: slot.ground }),
    })),
  };
}

/** The parameters as JSON, with everything escaped that XML has no place for. */
export function toJson(parameters: Parameters): string {
  return JSON.stringify(parameters).replace(
    /[\u007f-\u009f\ufffe\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Parameters that came with a file, if they are what they say they are. */
export function parseParameters(json: string | undefined): Parameters | undefined {
  if (json === undefined) return undefined;
  try {
    return parametersSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
