import { maxCandidates } from "../domain/image-source";
import { candidateSchema, originSchema } from "../domain/image-source-schema";
import { toName } from "../domain/name";
import { roleSchema } from "../domain/tray-schema";
import type { ElementBox, ImageDescription } from "../page/protocol";
import { z } from "../zod";

const side = z.number().min(0).max(100_000);
const sizeSchema = z.object({ width: side, height: side });

/** What a page's script says of one picture. A page is not trusted, so it is parsed on arrival. */
export const imageDescriptionSchema: z.ZodType<ImageDescription> = z.object({
  /** The element that shows it. */
  element: originSchema,
  /** As text, whatever the page has in it: cleaned and bounded once more. */
  name: z.string().max(20_000).transform(toName).optional().catch(undefined),
  /** Best first; the address on the screen is among them. */
  candidates: z.array(candidateSchema).max(maxCandidates + 1),
  /** Own size (pixels) of what is on the screen, where the page knows it. */
  shown: sizeSchema.optional(),
  /** Whether the element holds pixels that a canvas may take: a loaded image, a canvas, a video, an `<svg>`. */
  drawable: z.boolean(),
  /** Whether a person sees a picture there, so that a crop of the screen would show it. */
  visible: z.boolean(),
});

/** What the picker ends with: a picture and its role, or nothing when the user left. */
export const pickedSchema = z.object({ role: roleSchema, sighting: imageDescriptionSchema });

/** Where a picture is on the screen. All in CSS pixels of the top window. */
export const elementBoxSchema: z.ZodType<ElementBox> = z.object({
  x: z.number(),
  y: z.number(),
  width: side,
  height: side,
  /** Of the window's content, to find the screen's scale. */
  viewport: sizeSchema,
});
