import type { Behaviour } from "./behaviour.ts";
import { charge } from "./billing.ts";
import { checkInput, type Detail, type Input } from "./check-input.ts";
import { applicationOf, findEndpoint } from "./endpoints.ts";
import type { Job, Outcome } from "./job.ts";
import { type Painted, paintBlack, paintFromPicture, paintFromText } from "./paint.ts";
import { paintFromPictures, roundSize, sizeOf } from "./panels.ts";

/** The 422 of FastAPI. */
export function unprocessable(detail: Detail[]): Outcome {
  return {
    status: 422,
    body: { detail },
    error: { error: detail[0]?.msg ?? "Unprocessable", error_type: "invalid_request" },
  };
}

/** Makes the outcome of one request: its pictures and what they cost, or the error that its result carries. */
export function createModel(behaviour: Behaviour, pictures: Map<string, Painted>) {
  // Consecutive seeds lie far apart on the painter's colour wheel, so a batch never looks alike.
  let nextSeed = Math.floor(Math.random() * 2 ** 31);

  return async function run(job: Job): Promise<Outcome> {
    const found = findEndpoint(job.endpoint, behaviour);
    if (found.kind !== "model") return noSuchPath(job.endpoint);
    const { endpoint } = found;
    const input = checkInput(endpoint, job.body, behaviour.echoInput);
    if (Array.isArray(input)) return unprocessable(input);
    const loaded = await loadPictures(input, endpoint.pictureField, pictures, behaviour.echoInput);
    if ("refusal" in loaded) return loaded.refusal;
    const { sources } = loaded;

    const started = performance.now();
    const seed = input.seed ?? nextSeed++;
    const severally = endpoint.pictureField === "image_urls";
    const [first] = sources;
    const making = first && !behaviour.paints ? asItCame(first) : paintAll(input, sources, severally, seed);
    const painted = await making.catch(() => null);
    // A header that can be read is no promise of pixels.
    if (!painted) return badPicture(placeOf(endpoint.pictureField, 0), input.pictures[0], false);
    const images = [];
    for (const [index, one] of painted.entries()) {
      const picture = behaviour.nsfw ? await paintBlack(one) : one;
      const { width, height, format } = picture;
      const name = `${job.id}-${index}`;
      pictures.set(name, picture);
      const url = `${job.mediaBase}/${name}.${format === "jpeg" ? "jpg" : format}`;
      images.push({ url, width, height, content_type: `image/${format}` });
    }
    const sent = endpoint.chargesInput ? await Promise.all(sources.map(sizeOf)) : null;
    const has_nsfw_concepts = images.map(() => behaviour.nsfw);
    const timings = { inference: (performance.now() - started) / 1000 };
    return {
      status: 200,
      body: { images, timings, seed, has_nsfw_concepts, prompt: input.prompt },
      charge: charge(job.endpoint, { made: painted, sent }, behaviour.prices),
    };
  };
}

function paintAll(
  { prompt, count, size, format }: Input,
  sources: Buffer[],
  severally: boolean,
  seed: number,
): Promise<Painted[]> {
  const brushes = Array.from({ length: count }, (_, index) => ({ prompt, seed: seed + index, format }));
  const [first] = sources;
  return Promise.all(
    brushes.map((brush) => {
      if (!first) return paintFromText(roundSize(size), brush);
      return severally ? paintFromPictures(sources, size, brush) : paintFromPicture(first, brush);
    }),
  );
}

const asItCame = async (data: Buffer): Promise<Painted[]> => [
  { data, ...(await sizeOf(data)), format: "jpeg" },
];

const pictureLimit = 10 * 1024 * 1024;

const placeOf = (field: string | null, index: number): Detail["loc"] =>
  field === "image_urls" ? ["body", field, index] : ["body", field ?? "image_url"];

/** The bytes behind the image fields, or the 422 for the first that cannot be had. */
async function loadPictures(
  input: Input,
  field: string | null,
  pictures: Map<string, Painted>,
  echo: boolean,
): Promise<{ sources: Buffer[] } | { refusal: Outcome }> {
  const sources: Buffer[] = [];
  for (const [index, picture] of input.pictures.entries()) {
    const loc = placeOf(field, index);
    if (picture.length > pictureLimit) return { refusal: tooLarge(loc) };
    const source = loadPicture(picture, pictures);
    const size = source && (await sizeOf(source).catch(() => null));
    if (!size || echo) return { refusal: badPicture(loc, picture, echo) };
    sources.push(source);
  }
  return { sources };
}

/** The sandbox never goes out: of addresses it knows only its own pictures. */
function loadPicture(picture: string, pictures: Map<string, Painted>): Buffer | null {
  if (!picture.startsWith("data:")) {
    const address = URL.parse(picture);
    return (address && pictures.get(pictureName(address.pathname))?.data) ?? null;
  }
  const base64 = picture.slice(picture.indexOf(",") + 1);
  // Node reads past what is no base64; fal's decoder does not.
  const whole = base64.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(base64);
  return whole ? Buffer.from(base64, "base64") : null;
}

/** `/files/sandbox/ab12.jpg` is the picture `ab12`. */
export function pictureName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.(jpg|png|webp)$/, "");
}

function badPicture(loc: Detail["loc"], picture: string | undefined, echo: boolean): Outcome {
  const msg = "Failed to load the image. Please ensure the image file is not corrupted and is accessible.";
  return unprocessable([{ loc, msg, type: "image_load_error", ...(echo && { input: picture }) }]);
}

function tooLarge(loc: Detail["loc"]): Outcome {
  const msg = `File size exceeds the maximum allowed size of ${pictureLimit} bytes.`;
  return unprocessable([{ loc, msg, type: "file_too_large", ctx: { max_size: pictureLimit } }]);
}

function noSuchPath(endpoint: string): Outcome {
  const path = endpoint.slice(applicationOf(endpoint).length) || "/";
  const detail = `Path ${path} not found`;
  return { status: 404, body: { detail }, error: { error: detail, error_type: "not_found" } };
}
