import { roleSchema } from "./roles";
import { z } from "./zod";

/** How a reference's pixels were obtained: where from, what they were, what they became. */
const receiptSchema = z.object({
  /** `worker` and `page`: fetched there. `file`: dropped on, pasted into or chosen in the popup. `result`: made here. */
  rung: z.enum(["worker", "page", "file", "result"]),
  /** Host of the page it was on, or the file's name. */
  source: z.string().max(300),
  pageUrl: z.string().max(4000).optional(),
  pictureUrl: z.string().max(4000).optional(),
  original: z.object({ width: z.number(), height: z.number(), format: z.string(), bytes: z.number() }),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** One image the user gave a role. Its pixels and thumbnail are stored beside it, under the same id. */
const referenceSchema = z.object({
  id: z.string(),
  role: roleSchema,
  createdAt: z.number(),
  /** Of the JPEG that is sent: pixels and bytes. */
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  receipt: receiptSchema,
});
export type Reference = z.infer<typeof referenceSchema>;
