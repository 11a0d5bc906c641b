import { z } from "../zod";
import { groundSchema } from "./model-schema";
import { maxName, maxSku } from "./name";
import { maxProducts, type Role, roles, type Tray, type TraySlot } from "./tray";

export const roleSchema: z.ZodType<Role> = z.enum(roles);

export const traySchema = z.object({
  face: z.string().optional(),
  products: z.array(z.string()).max(maxProducts),
  background: z.string().optional(),
  chosen: z.string().optional(),
}) satisfies z.ZodType<Tray>;

export const traySlotSchema: z.ZodType<TraySlot> = z.object({
  referenceId: z.string(),
  role: roleSchema,
  position: z.number().int().min(1).max(maxProducts).optional(),
  name: z.string().max(maxName).optional(),
  sku: z.string().max(maxSku).optional(),
  ground: groundSchema.optional(),
});
