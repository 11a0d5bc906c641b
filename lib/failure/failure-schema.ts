import { z } from "../zod";
import { type Failure, type FailureCode, failureCodes } from "./failure";

export const failureCodeSchema: z.ZodMiniType<FailureCode> = z.enum(failureCodes);

/** A failure as it comes out of the database, a setting or a message. */
export const failureSchema: z.ZodMiniType<Failure> = z.object({
  code: failureCodeSchema,
  detail: z.optional(z.string().check(z.maxLength(600))),
});
