/**
 * Whether what fal gives back is what was sent. `hidden`: nothing speaks against it, but fal does not show the
 * picture, or shows fields beside those that were sent (it may fill in its defaults).
 */
export type Comparison = "same" | "hidden" | "different";

type Body = Record<string, unknown>;

/** Compares a body that was sent with the input that fal's history shows for a request. */
export function compareBodies(sent: Body, given: Body): Comparison {
  const fields = Object.entries(sent).map(([name, value]) => compareField(value, given[name]));
  const extra = Object.keys(given).filter((name) => !(name in sent) && !isEmpty(given[name]));
  return worst([...fields, ...extra.map((name) => judgeExtra(name, given[name]))]);
}

function worst(parts: Comparison[]): Comparison {
  if (parts.includes("different")) return "different";
  return parts.includes("hidden") ? "hidden" : "same";
}

function compareField(sent: unknown, given: unknown): Comparison {
  if (isPicture(sent)) return comparePicture(sent, given);
  if (Array.isArray(sent) && sent.every(isPicture)) return comparePictures(sent, given);
  return sameValue(sent, given) ? "same" : "different";
}

/** `image_urls`: as many pictures in the same order, or none that fal shows. */
function comparePictures(sent: string[], given: unknown): Comparison {
  if (!Array.isArray(given)) return isEmpty(given) || typeof given === "string" ? "hidden" : "different";
  if (given.length !== sent.length) return given.length === 0 ? "hidden" : "different";
  return worst(sent.map((picture, i) => comparePicture(picture, given[i])));
}

function comparePicture(sent: string, given: unknown): Comparison {
  if (given === sent) return "same";
  if (typeof given !== "string" || !given.startsWith("data:")) return "hidden";
  // Cut off, and perhaps with a word about that: as far as it is base64 it must be ours.
  const shown = /^data:[^,]{0,100},[A-Za-z0-9+/]*/.exec(given)?.[0];
  if (shown === undefined) return "hidden";
  if (!sent.startsWith(shown)) return "different";
  // Two products on white can begin alike for thousands of characters: half of a picture is the picture.
  return shown.length > sent.length / 2 ? "same" : "hidden";
}

const isPicture = (value: unknown): value is string =>
  typeof value === "string" && value.startsWith("data:image/");

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** A field that was not sent: fal's default, unless it makes another request of it. */
function judgeExtra(name: string, value: unknown): Comparison {
  if (name === "num_images") return value === 1 ? "same" : "different";
  const values = Array.isArray(value) ? value : [value];
  const namesPicture = values.some((one) => typeof one === "string" && /^(?:data:|https?:)/.test(one));
  return namesPicture ? "different" : "hidden";
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return a === b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => sameValue((a as Body)[name], (b as Body)[name]));
}
