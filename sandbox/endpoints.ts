import * as z from "zod";
import type { Behaviour } from "./behaviour.ts";

/** The sizes that can be asked for by name. */
export const imageSizes = {
  square_hd: [1024, 1024],
  square: [512, 512],
  portrait_4_3: [768, 1024],
  portrait_16_9: [576, 1024],
  landscape_4_3: [1024, 768],
  landscape_16_9: [1024, 576],
} as const;
const sizeNames = Object.keys(imageSizes) as (keyof typeof imageSizes)[];
const imageSize = (least: number, most: number) => {
  const side = z.int().min(least).max(most);
  return z.union([z.enum(sizeNames), z.object({ width: side, height: side })]);
};

const common = {
  prompt: z.string(),
  seed: z.int().optional(),
  num_images: z.int().min(1).max(4).default(1),
  image_size: imageSize(64, 2048).default("landscape_4_3"),
  enable_safety_checker: z.boolean().optional(),
  output_format: z.enum(["jpeg", "png"]).default("jpeg"),
  acceleration: z.enum(["none", "regular", "high"]).optional(),
  sync_mode: z.boolean().optional(),
};
const picture = z.string().regex(/^(data:image\/[a-z+.-]+;base64,|https:\/\/)/);
const strength = z.number().min(0.01).max(1).default(0.85);
const steps = (least: number, most: number) => z.int().min(least).max(most).optional();
const guidance = (least: number, most: number) => z.number().min(least).max(most).optional();

const textSchema = z.object({
  ...common,
  num_inference_steps: steps(1, 12),
  guidance_scale: guidance(1, 20),
});
const loraShape = { ...common, strength, num_inference_steps: steps(1, 50), guidance_scale: guidance(0, 35) };
const loraSchema = z.object({ ...loraShape, image_url: picture });

/** Of FLUX.2's editors: no strength, pictures in a list, PNG, a square unless a size is named. */
const editShape = {
  ...common,
  image_urls: z.array(z.string().regex(/^(data:image\/[a-z+.-]+;base64,|https?:\/\/)/)).min(1),
  image_size: imageSize(512, 2048).default("square_hd"),
  output_format: z.enum(["jpeg", "png", "webp"]).default("png"),
  num_inference_steps: steps(4, 50),
  guidance_scale: guidance(0, 20),
  enable_prompt_expansion: z.boolean().optional(),
};
const lora = z.object({ path: z.string(), scale: z.number().min(0).max(4).optional() });

type Checked = Omit<z.infer<typeof textSchema>, "output_format"> & {
  output_format: "jpeg" | "png" | "webp";
};

/** A model: what it takes, in which field it wants its pictures, and what it charges for. */
export interface Endpoint {
  schema: z.ZodType<Checked>;
  pictureField: "image" | "image_url" | "image_urls" | null;
  /** How many pictures it looks at; it drops the others without a word. */
  mostPictures: number;
  /** Whether the pictures sent count as well as those made. */
  chargesInput: boolean;
}

const fromText = (schema: Endpoint["schema"]): Endpoint => ({
  schema,
  pictureField: null,
  mostPictures: 0,
  chargesInput: false,
});
const fromOne = (schema: Endpoint["schema"], pictureField: Endpoint["pictureField"]): Endpoint => ({
  schema,
  pictureField,
  mostPictures: 1,
  chargesInput: false,
});
const fromSeveral = (schema: Endpoint["schema"], mostPictures: number): Endpoint => ({
  schema,
  pictureField: "image_urls",
  mostPictures,
  chargesInput: true,
});

const flux11Endpoint = "fal-ai/flux-1.1/image-to-image";
const flux2Endpoint = "fal-ai/flux-2/edit";
const flux2LoraEndpoint = "fal-ai/flux-2/lora/edit";

/** The endpoints that the sandbox plays, with fal's ranges. */
const endpoints: Record<string, Endpoint> = {
  "fal-ai/flux/schnell": fromText(textSchema),
  "fal-ai/flux/dev/image-to-image": fromOne(
    z.object({
      ...common,
      image_url: picture,
      strength,
      num_inference_steps: steps(10, 50),
      guidance_scale: guidance(0, 20),
    }),
    "image_url",
  ),
  "fal-ai/flux-lora/image-to-image": fromOne(loraSchema, "image_url"),
  "fal-ai/flux-general/image-to-image": fromOne(
    z.object({ ...loraShape, image_url: picture, guidance_scale: guidance(0, 20) }),
    "image_url",
  ),
  [flux2Endpoint]: fromSeveral(z.object(editShape), 4),
  // fal's published types say three here, and four for the one above.
  [flux2LoraEndpoint]: fromSeveral(z.object({ ...editShape, loras: z.array(lora).max(3).optional() }), 3),
};

/** `fal-ai/flux-1.1/image-to-image` as the product's owner describes it. */
const flux11Offered = fromOne(z.object({ ...loraShape, image: picture }), "image");
/** The same endpoint if fal turned out to want the picture where its other endpoints do. */
const flux11WantsImageUrl = fromOne(loraSchema, "image_url");

/** What fal has under a name: a model, an application without that path, or nothing at all. */
export type Found = { kind: "model"; endpoint: Endpoint } | { kind: "no path" } | { kind: "no application" };

type Offers = Pick<Behaviour, "flux11" | "flux2" | "flux2Lora">;

/** Looks an endpoint up. An unknown path of a known application is only found out when it is run. */
export function findEndpoint(name: string, offers: Offers): Found {
  const state = {
    [flux11Endpoint]: offers.flux11,
    [flux2Endpoint]: offers.flux2,
    [flux2LoraEndpoint]: offers.flux2Lora,
  }[name];
  if (state === "missing") return { kind: "no application" };
  if (state === "accepted-then-404") return { kind: "no path" };
  if (name === flux11Endpoint)
    return { kind: "model", endpoint: state === "offered" ? flux11Offered : flux11WantsImageUrl };
  const endpoint = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined;
  if (endpoint) return { kind: "model", endpoint };
  const applications = Object.keys(endpoints).map(applicationOf);
  if (offers.flux11 !== "missing") applications.push(applicationOf(flux11Endpoint));
  return { kind: applications.includes(applicationOf(name)) ? "no path" : "no application" };
}

/** `fal-ai/flux/schnell` belongs to the application `fal-ai/flux`. */
export function applicationOf(endpoint: string): string {
  return endpoint.split("/").slice(0, 2).join("/");
}
