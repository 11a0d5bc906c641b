import { maxName, maxSku } from "../domain/name";
import { maxImages, maxPrompt } from "../domain/request";
import { failureSchema } from "../failure/failure-schema";
import { z } from "../zod";
import {
  type Look,
  maxLooks,
  maxShootName,
  maxShootProducts,
  type SavedLook,
  type Shoot,
  type ShootProduct,
  shootStates,
} from "./shoot";

const id = z.string().check(z.regex(/^[\w-]{1,64}$/));
/** Years 1970 to 2096. */
const time = z.number().check(z.minimum(0), z.maximum(4e12));

const productSchema = z.object({
  id,
  referenceId: id,
  name: z.optional(z.string().check(z.maxLength(maxName))),
  sku: z.optional(z.string().check(z.maxLength(maxSku))),
}) satisfies z.ZodMiniType<ShootProduct>;

const look = {
  id,
  name: z.string().check(z.maxLength(maxShootName)),
  prompt: z.string().check(z.maxLength(maxPrompt)),
  combine: z.boolean(),
  images: z.int().check(z.minimum(1), z.maximum(maxImages)),
  faceId: z.optional(id),
  backgroundId: z.optional(id),
};
const lookSchema = z.object(look) satisfies z.ZodMiniType<Look>;

/** A saved look as it comes out of a file. */
export const savedLookSchema = z.object({
  ...look,
  createdAt: time,
  referenceIds: z.array(id).check(z.maxLength(2)),
}) satisfies z.ZodMiniType<SavedLook>;

/** A shoot as it comes out of a file. */
export const shootSchema = z.object({
  id,
  name: z.string().check(z.maxLength(maxShootName)),
  createdAt: time,
  state: z.enum(shootStates),
  pausedFor: z.optional(failureSchema),
  products: z.array(productSchema).check(z.maxLength(maxShootProducts)),
  looks: z.array(lookSchema).check(z.maxLength(maxLooks)),
  /** Of cells that are gone, too. */
  skipped: z.array(z.string().check(z.maxLength(129))).check(z.maxLength(10_000)),
  referenceIds: z.array(id).check(z.maxLength(maxShootProducts + 2 * maxLooks)),
  making: z.optional(z.boolean()),
  startedAt: z.optional(time),
  presses: z.optional(z.array(z.string().check(z.maxLength(64))).check(z.maxLength(20))),
}) satisfies z.ZodMiniType<Shoot>;
