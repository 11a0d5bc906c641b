import { z } from "../zod";
import { type Ground, grounds, type Model, maxModelName } from "./model";

export const groundSchema: z.ZodType<Ground> = z.enum(grounds);

export const modelSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(maxModelName),
  ground: groundSchema,
  createdAt: z.number(),
}) satisfies z.ZodType<Model>;
