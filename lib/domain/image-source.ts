/** What on the page named a picture's address, or gave its pixels. */
export const origins = [
  "img",
  "srcset",
  "lazy",
  "link",
  "upsized",
  "background",
  "pseudo",
  "input",
  "object",
  "poster",
  "svg-image",
  "svg",
  "canvas",
  "video",
  "frame",
] as const;

export type Origin = (typeof origins)[number];

/** No page needs more tries than this for one picture. */
export const maxCandidates = 8;

export const maxDataAddress = 45_000_000;

/** One address that a picture may be read from, and what named it. */
export interface Candidate {
  url: string;
  from: Origin;
}
