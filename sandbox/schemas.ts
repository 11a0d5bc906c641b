import * as z from "zod";

const IMAGE_SIZES = {
  square_hd: [1024, 1024],
  square: [512, 512],
  portrait_4_3: [768, 1024],
  portrait_16_9: [576, 1024],
  landscape_4_3: [1024, 768],
  landscape_16_9: [1024, 576],
} as const;
const sizeNames = Object.keys(IMAGE_SIZES) as (keyof typeof IMAGE_SIZES)[];
const side = z.int().min(64).max(2048);
const imageSize = z.union([z.enum(sizeNames), z.object({ width: side, height: side })]);

const common = {
  prompt: z.string(),
  seed: z.int().optional(),
  num_images: z.int().min(1).max(4).default(1),
  image_size: imageSize.default("landscape_4_3"),
  enable_safety_checker: z.boolean().optional(),
  output_format: z.enum(["jpeg", "png"]).optional(),
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

/** A model: what it takes, and in which field it wants the init image. */
export interface Endpoint {
  schema: z.ZodType<z.infer<typeof textSchema>>;
  pictureField: "image" | "image_url" | null;
}

/** The endpoints that the sandbox plays, with fal's ranges. */
export const ENDPOINTS: Record<string, Endpoint> = {
  "fal-ai/flux/schnell": { schema: textSchema, pictureField: null },
  "fal-ai/flux/dev/image-to-image": {
    schema: z.object({
      ...common,
      image_url: picture,
      strength,
      num_inference_steps: steps(10, 50),
      guidance_scale: guidance(0, 20),
    }),
    pictureField: "image_url",
  },
  "fal-ai/flux-lora/image-to-image": { schema: loraSchema, pictureField: "image_url" },
  "fal-ai/flux-general/image-to-image": {
    schema: z.object({ ...loraShape, image_url: picture, guidance_scale: guidance(0, 20) }),
    pictureField: "image_url",
  },
};

/** `fal-ai/flux-1.1/image-to-image` as the product's owner describes it. */
export const FLUX11_OFFERED: Endpoint = {
  schema: z.object({ ...loraShape, image: picture }),
  pictureField: "image",
};

/** The same endpoint if fal turned out to want the picture where its other endpoints do. */
export const FLUX11_WANTS_IMAGE_URL: Endpoint = { schema: loraSchema, pictureField: "image_url" };

/** A body that passed: what the painter needs of it. */
export interface Input {
  prompt: string;
  seed: number | undefined;
  count: number;
  size: { width: number; height: number };
  /** A data URI or an https address; null for text-to-image. */
  picture: string | null;
  steps: number | null;
}

/** One entry of a 422's `detail`, as FastAPI writes it. */
export interface Detail {
  loc: (string | number)[];
  msg: string;
  type: string;
  ctx?: Record<string, unknown>;
  input?: unknown;
}

/** Checks a body as fal would: unknown fields are ignored, everything else is held to the schema. */
export function checkInput(endpoint: Endpoint, body: unknown, echo: boolean): Input | Detail[] {
  const parsed = endpoint.schema.safeParse(body);
  if (!parsed.success) return parsed.error.issues.map((issue) => toDetail(issue, body, echo));
  const { prompt, seed, num_images: count, image_size: size, num_inference_steps } = parsed.data;
  const [width, height] = typeof size === "string" ? IMAGE_SIZES[size] : [size.width, size.height];
  const sent = endpoint.pictureField ? valueAt(body, [endpoint.pictureField]) : null;
  const picture = typeof sent === "string" ? sent : null;
  return { prompt, seed, count, size: { width, height }, picture, steps: num_inference_steps ?? null };
}

function toDetail(issue: z.core.$ZodIssue, body: unknown, echo: boolean): Detail {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  const value = valueAt(body, path);
  const missing = value === undefined && path.length > 0;
  // Pydantic echoes the whole body for a missing field: that is how data URIs get into error texts.
  const input = missing ? body : value;
  const complaint = missing ? { msg: "field required", type: "missing" } : describe(issue);
  return { loc: ["body", ...path], ...complaint, ...(echo && { input }) };
}

function describe(issue: z.core.$ZodIssue): Pick<Detail, "msg" | "type" | "ctx"> {
  if (issue.code === "too_small") {
    const ge = issue.minimum;
    return { msg: `Input should be greater than or equal to ${ge}`, type: "greater_than_equal", ctx: { ge } };
  }
  if (issue.code === "too_big") {
    const le = issue.maximum;
    return { msg: `Input should be less than or equal to ${le}`, type: "less_than_equal", ctx: { le } };
  }
  if (issue.code === "invalid_format") {
    return {
      msg: "Failed to load the image. Please ensure the image file is valid.",
      type: "image_load_error",
    };
  }
  if (issue.code === "invalid_type") {
    return { msg: `Input should be a valid ${issue.expected}`, type: `${issue.expected}_type` };
  }
  return { msg: "Input is not one of the permitted values", type: "literal_error" };
}

function valueAt(body: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value !== null && typeof value === "object" ? Reflect.get(value, step) : undefined),
    body,
  );
}
