import type * as z from "zod";
import { type Endpoint, imageSizes } from "./endpoints.ts";
import type { Format } from "./paint.ts";

/** A body that passed: what the painter needs of it. */
export interface Input {
  prompt: string;
  seed: number | undefined;
  count: number;
  size: { width: number; height: number };
  /** Data URIs or addresses, as many as the model looks at; none for text-to-image. */
  pictures: string[];
  format: Format;
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
  if (!parsed.success) return parsed.error.issues.map((issue) => toDetail(closest(issue), body, echo));
  const { prompt, seed, num_images: count, image_size: size, output_format: format } = parsed.data;
  const [width, height] = typeof size === "string" ? imageSizes[size] : [size.width, size.height];
  const sent = endpoint.pictureField ? valueAt(body, [endpoint.pictureField]) : [];
  const pictures = [sent].flat().filter((picture) => typeof picture === "string");
  return {
    prompt,
    seed,
    count,
    size: { width, height },
    pictures: pictures.slice(0, endpoint.mostPictures),
    format,
  };
}

/** Of a union's complaints the one that went furthest: a size with a side too long, not "neither of these". */
function closest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue;
  const deepest = issue.errors.flat().find(({ path }) => path.length > 0);
  return deepest ? { ...deepest, path: [...issue.path, ...deepest.path] } : issue;
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
  if (issue.code === "too_small" && issue.origin === "array") {
    const ctx = { field_type: "List", min_length: issue.minimum, actual_length: 0 };
    return { msg: "List should have at least 1 item after validation, not 0", type: "too_short", ctx };
  }
  if (issue.code === "too_big" && issue.origin === "array") {
    const ctx = { field_type: "List", max_length: issue.maximum };
    return { msg: `List should have at most ${issue.maximum} items after validation`, type: "too_long", ctx };
  }
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
