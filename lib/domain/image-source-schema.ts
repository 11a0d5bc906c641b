import { z } from "../zod";
import { type Candidate, maxDataAddress, type Origin, origins } from "./image-source";

export const originSchema: z.ZodType<Origin> = z.enum(origins);

export const candidateSchema: z.ZodType<Candidate> = z.object({
  url: z.string().max(maxDataAddress),
  from: originSchema,
});
