import { z } from "../zod";
import { maxProducts, type Place, type Role, roles, type Tray } from "./tray";

export const roleSchema: z.ZodType<Role> = z.enum(roles);

export const traySchema = z.object({
  face: z.string().optional(),
  products: z.array(z.string()).max(maxProducts),
  background: z.string().optional(),
}) satisfies z.ZodType<Tray>;

export const placeSchema: z.ZodType<Place> = z.object({
  referenceId: z.string(),
  role: roleSchema,
  position: z.number().int().min(1).max(maxProducts).optional(),
});
