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

const id = z.string().regex(/^[\w-]{1,64}$/);
/** Years 1970 to 2096. */
const time = z.number().min(0).max(4e12);

const productSchema = z.object({
  id,
  referenceId: id,
  name: z.string().max(maxName).optional(),
  sku: z.string().max(maxSku).optional(),
}) satisfies z.ZodType<ShootProduct>;

const look = {
  id,
  name: z.string().max(maxShootName),
  prompt: z.string().max(maxPrompt),
  combine: z.boolean(),
  images: z.number().int().min(1).max(maxImages),
  faceId: id.optional(),
  backgroundId: id.optional(),
};
const lookSchema = z.object(look) satisfies z.ZodType<Look>;

/** A saved look as it comes out of a file. */
export const savedLookSchema = z.object({
  ...look,
  createdAt: time,
  referenceIds: z.array(id).max(2),
}) satisfies z.ZodType<SavedLook>;

/** A shoot as it comes out of a file. */
export const shootSchema = z.object({
  id,
  name: z.string().max(maxShootName),
  createdAt: time,
  state: z.enum(shootStates),
  pausedFor: failureSchema.optional(),
  products: z.array(productSchema).max(maxShootProducts),
  looks: z.array(lookSchema).max(maxLooks),
  skipped: z.array(z.string().max(129)).max(maxShootProducts * maxLooks),
  referenceIds: z.array(id).max(maxShootProducts + 2 * maxLooks),
  making: z.boolean().optional(),
  startedAt: time.optional(),
  presses: z.array(z.string().max(64)).max(20).optional(),
}) satisfies z.ZodType<Shoot>;
