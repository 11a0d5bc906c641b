import { z } from "../zod";
import { type Candidate, maxDataAddress, type Origin, origins } from "./image-source";

export const originSchema: z.ZodMiniType<Origin> = z.enum(origins);

export const candidateSchema: z.ZodMiniType<Candidate> = z.object({
  url: z.string().check(z.maxLength(maxDataAddress)),
  from: originSchema,
});
