import type { Behaviour } from "./behaviour.ts";
import { type Painted, paintBlack, paintFromPicture, paintFromText } from "./paint.ts";
import type { Job, Outcome } from "./queue.ts";
import {
  checkInput,
  type Detail,
  ENDPOINTS,
  type Endpoint,
  FLUX11_OFFERED,
  FLUX11_WANTS_IMAGE_URL,
  type Input,
} from "./schemas.ts";

const FLUX11 = "fal-ai/flux-1.1/image-to-image";

/** What fal has under a name: a model, an application without that path, or nothing at all. */
export type Found = { kind: "model"; endpoint: Endpoint } | { kind: "no path" } | { kind: "no application" };

/** Looks an endpoint up. An unknown path of a known application is only found out when it is run. */
export function findEndpoint(name: string, flux11: Behaviour["flux11"]): Found {
  if (name === FLUX11 && flux11 === "offered") return { kind: "model", endpoint: FLUX11_OFFERED };
  if (name === FLUX11 && flux11 === "wants-image-url")
    return { kind: "model", endpoint: FLUX11_WANTS_IMAGE_URL };
  const endpoint = Object.hasOwn(ENDPOINTS, name) ? ENDPOINTS[name] : undefined;
  if (endpoint) return { kind: "model", endpoint };
  const applications = Object.keys(ENDPOINTS).map(applicationOf);
  if (flux11 !== "missing") applications.push(applicationOf(FLUX11));
  return { kind: applications.includes(applicationOf(name)) ? "no path" : "no application" };
}

/** `fal-ai/flux/schnell` belongs to the application `fal-ai/flux`. */
export function applicationOf(endpoint: string): string {
  return endpoint.split("/").slice(0, 2).join("/");
}

/** The 422 of FastAPI. */
export function unprocessable(detail: Detail[]): Outcome {
  return {
    status: 422,
    body: { detail },
    error: { error: detail[0]?.msg ?? "Unprocessable", error_type: "invalid_request" },
  };
}

/** Makes the outcome of one request: its pictures, or the error that its result carries. */
export function createModel(behaviour: Behaviour, pictures: Map<string, Buffer>) {
  // Consecutive seeds lie far apart on the painter's colour wheel, so a batch never looks alike.
  let nextSeed = Math.floor(Math.random() * 2 ** 31);

  return async function run(job: Job): Promise<Outcome> {
    const found = findEndpoint(job.endpoint, behaviour.flux11);
    if (found.kind !== "model") return noSuchPath(job.endpoint);
    const input = checkInput(found.endpoint, job.body, behaviour.echoInput);
    if (Array.isArray(input)) return unprocessable(input);
    const field = found.endpoint.pictureField;
    const source = input.picture === null ? null : loadPicture(input.picture, pictures);
    if (field && (!source || behaviour.echoInput))
      return badPicture(field, input.picture, behaviour.echoInput);

    const started = performance.now();
    const seed = input.seed ?? nextSeed++;
    const painted = await paintAll(input, source, seed).catch(() => null);
    if (!painted) return badPicture(field ?? "image_url", null, false);
    const images = [];
    for (const [index, one] of painted.entries()) {
      const { data, width, height } = behaviour.nsfw ? await paintBlack(one) : one;
      const name = `${job.id}-${index}`;
      pictures.set(name, data);
      images.push({ url: `${job.mediaBase}/${name}.jpg`, width, height, content_type: "image/jpeg" });
    }
    const has_nsfw_concepts = images.map(() => behaviour.nsfw);
    const timings = { inference: (performance.now() - started) / 1000 };
    return { status: 200, body: { images, timings, seed, has_nsfw_concepts, prompt: input.prompt } };
  };
}

function paintAll({ prompt, count, size }: Input, source: Buffer | null, seed: number): Promise<Painted[]> {
  const brushes = Array.from({ length: count }, (_, index) => ({ prompt, seed: seed + index }));
  return Promise.all(
    brushes.map((brush) => (source ? paintFromPicture(source, brush) : paintFromText(size, brush))),
  );
}

/** The bytes behind an image field. The sandbox never goes out: of addresses it knows only its own pictures. */
function loadPicture(picture: string, pictures: Map<string, Buffer>): Buffer | null {
  if (picture.startsWith("data:")) return Buffer.from(picture.slice(picture.indexOf(",") + 1), "base64");
  return pictures.get(pictureName(new URL(picture).pathname)) ?? null;
}

/** `/files/sandbox/ab12.jpg` is the picture `ab12`. */
export function pictureName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.jpg$/, "");
}

function badPicture(field: string, picture: string | null, echo: boolean): Outcome {
  const msg = "Failed to load the image. Please ensure the image file is not corrupted and is accessible.";
  return unprocessable([
    { loc: ["body", field], msg, type: "image_load_error", ...(echo && { input: picture }) },
  ]);
}

function noSuchPath(endpoint: string): Outcome {
  const path = endpoint.slice(applicationOf(endpoint).length) || "/";
  const detail = `Path ${path} not found`;
  return { status: 404, body: { detail }, error: { error: detail, error_type: "not_found" } };
}
