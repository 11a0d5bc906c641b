import { z } from "../zod";
import { type Failure, type FailureCode, failureCodes } from "./failure";

export const failureCodeSchema: z.ZodType<FailureCode> = z.enum(failureCodes);

/** A failure as it comes out of the database, a setting or a message. */
export const failureSchema: z.ZodType<Failure> = z.object({
  code: failureCodeSchema,
  detail: z.string().max(600).optional(),
});
