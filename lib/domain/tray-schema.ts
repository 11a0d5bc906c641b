import { z } from "../zod";
import { groundSchema } from "./model-schema";
import { maxName, maxSku } from "./name";
import { maxProducts, type Role, roles, type Tray, type TraySlot } from "./tray";

export const roleSchema: z.ZodMiniType<Role> = z.enum(roles);

export const traySchema = z.object({
  face: z.optional(z.string()),
  products: z.array(z.string()).check(z.maxLength(maxProducts)),
  background: z.optional(z.string()),
  chosen: z.optional(z.string()),
}) satisfies z.ZodMiniType<Tray>;

export const traySlotSchema: z.ZodMiniType<TraySlot> = z.object({
  referenceId: z.string(),
  role: roleSchema,
  position: z.optional(z.int().check(z.minimum(1), z.maximum(maxProducts))),
  name: z.optional(z.string().check(z.maxLength(maxName))),
  sku: z.optional(z.string().check(z.maxLength(maxSku))),
  ground: z.optional(groundSchema),
});
