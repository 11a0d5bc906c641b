import { z } from "../zod";
import { type Ground, grounds, type Model, maxModelName } from "./model";

export const groundSchema: z.ZodMiniType<Ground> = z.enum(grounds);

export const modelSchema = z.object({
  id: z.string(),
  name: z.string().check(z.minLength(1), z.maxLength(maxModelName)),
  ground: groundSchema,
  createdAt: z.number(),
}) satisfies z.ZodMiniType<Model>;
