import { z } from "../zod";
import { maxCandidates } from "./image-source";
import { candidateSchema, originSchema } from "./image-source-schema";
import { groundSchema } from "./model-schema";
import { maxName, maxSku } from "./name";
import { roleSchema } from "./tray-schema";

/** How a reference's pixels were obtained: where from, what they were, what they became. */
const receiptSchema = z.object({
  /**
   * `worker`, `page`: fetched there. `referer`: fetched with the page named as referrer. `canvas`: pixels that
   * an element held. `screen`: cut out of what was on the screen. `file`: dropped on, pasted into or chosen in
   * the popup. `result`: made here. `sheet`: several products laid out for one request, which alone uses it.
   */
  rung: z.enum(["worker", "page", "referer", "canvas", "screen", "file", "result", "sheet"]),
  /** What on the page named the address or gave the pixels. */
  element: z.optional(originSchema),
  /** Host of the page it was on, or the file's name. */
  source: z.string().check(z.maxLength(300)),
  /** What the page calls the picture, as text. */
  alt: z.optional(z.string().check(z.maxLength(maxName))),
  pageUrl: z.optional(z.string().check(z.maxLength(4000))),
  pictureUrl: z.optional(z.string().check(z.maxLength(4000))),
  /** Of a screen crop: the addresses that could not be read, best first, for when the user allows their site. */
  unread: z.optional(z.array(candidateSchema).check(z.maxLength(maxCandidates + 1))),
  /** Of a screen crop: which part of its picture it shows (fractions from 0 to 1), where that is known. */
  part: z.optional(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })),
  /** Addresses that were tried and gave another picture than the one on the screen: not used. */
  doubted: z.optional(z.array(candidateSchema).check(z.maxLength(maxCandidates + 1))),
  original: z.object({
    ...{ width: z.number(), height: z.number(), format: z.string(), bytes: z.number() },
    /** Of the bytes that were fetched: the same ones need not be prepared again. */
    sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  }),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** One image the user gave a role. Its pixels and thumbnail are stored beside it, under the same id. */
export const referenceSchema = z.object({
  id: z.string(),
  role: roleSchema,
  createdAt: z.number(),
  /** Of the JPEG that is sent: pixels and bytes. */
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  receipt: receiptSchema,
  /** What the user calls the product, or the saved face; and the seller's own number. */
  name: z.optional(z.string().check(z.maxLength(maxName))),
  sku: z.optional(z.string().check(z.maxLength(maxSku))),
  /** On what ground a saved face may be used. */
  ground: z.optional(groundSchema),
});
export type Reference = z.infer<typeof referenceSchema>;
