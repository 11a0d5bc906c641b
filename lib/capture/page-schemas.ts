import { maxCandidates } from "../domain/image-source";
import { candidateSchema, originSchema } from "../domain/image-source-schema";
import { toName } from "../domain/name";
import { roleSchema } from "../domain/tray-schema";
import { fits } from "../page/drawn-box";
import type { PickerAnswer } from "../page/picker-protocol";
import type { ElementBox, ImageDescription } from "../page/protocol";
import { maxShootProducts } from "../shoot/shoot";
import { z } from "../zod";

const side = z.number().check(z.minimum(0), z.maximum(100_000));
const sizeSchema = z.object({ width: side, height: side });

const nameSchema = z.pipe(z.string().check(z.maxLength(20_000)), z.transform(toName));

/** What a page's script says of one picture. A page is not trusted, so it is parsed on arrival. */
export const imageDescriptionSchema: z.ZodMiniType<ImageDescription> = z.object({
  /** The element that shows it. */
  element: originSchema,
  /** As text, whatever the page has in it: cleaned and bounded once more. */
  name: z.catch(z.optional(nameSchema), undefined),
  /** Best first; the address on the screen is among them. */
  candidates: z.array(candidateSchema).check(z.maxLength(maxCandidates + 1)),
  standIn: z.optional(z.boolean()),
  heldByPage: z.optional(z.boolean()),
  /** Own size (pixels) of what is on the screen, where the page knows it. */
  shown: z.optional(sizeSchema),
  /** Whether the element holds pixels that a canvas may take: a loaded image, a canvas, a video, an `<svg>`. */
  drawable: z.boolean(),
  /** Whether a person sees a picture there, so that a crop of the screen would show it. */
  visible: z.boolean(),
});

/** What the picker ends with, when the user did not leave. */
export const pickerAnswerSchema: z.ZodMiniType<PickerAnswer> = z.union([
  z.object({ role: roleSchema }),
  z.object({
    into: z.enum(["products", "shoot"]),
    names: z.array(nameSchema).check(z.minLength(1), z.maxLength(maxShootProducts)),
  }),
]);

const place = z.number().check(z.minimum(-1_000_000), z.maximum(1_000_000));
const box = { x: place, y: place, width: place, height: place };
const boxSchema = z.object(box);

/** What can be seen of a picture, and where, in CSS pixels of the window whose script says so. */
export const elementBoxSchema: z.ZodMiniType<ElementBox> = z.object({
  ...box,
  whole: boxSchema,
  fitting: z.optional(z.object({ fit: z.enum(fits), position: z.tuple([z.number(), z.number()]) })),
  toned: z.boolean(),
  covered: z.boolean(),
  viewport: boxSchema,
});
