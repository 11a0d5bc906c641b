import { browser } from "wxt/browser";
import { maySeeSite } from "../browser/site-access";
import type { Candidate, Origin } from "../domain/image-source";
import type { Receipt } from "../domain/reference";
import { type Failure, type FailureCode, FailureError, toFailure } from "../failure/failure";
import { bytesOf } from "../image/bytes-of";
import { fetchPicture } from "../image/fetch-image";
import { isSvg } from "../image/is-svg";
import { type NormalizedImage, normalizeImage } from "../image/normalize";
import type { ElementBox, ImageDescription } from "../page/protocol";
import { callAgent, type FrameTarget } from "./page-client";
import { parsePagePicture } from "./page-image";
import { elementBoxSchema } from "./page-schemas";
import { withReferer } from "./referer";
import { cropScreen } from "./screen-crop";

/** A picture that is wanted: what is known of it, and where our script can be asked about it. */
export interface CaptureRequest {
  sighting: ImageDescription;
  pageUrl?: string | undefined;
  place?: FrameTarget | undefined;
}

export interface CapturedImage {
  picture: NormalizedImage;
  rung: Receipt["rung"];
  element: Origin;
  /** The address it was read from, or that is on the screen. */
  url?: string | undefined;
  unread?: Candidate[];
}

/** No new address is tried after this long (ms): the user is waiting. */
const patience = 30_000;
/** No lower rung makes these better. */
const final: FailureCode[] = [
  "capture_too_large",
  "capture_too_small",
  "capture_address_refused",
  "capture_file_refused",
];

/**
 * Pixels by the first rung that gives the best: for each address the worker, the page, the page's name as
 * referrer; then what the element holds; then the screen. Throws a `Refusal` with a `capture_…` code.
 */
export async function captureImage(sought: CaptureRequest): Promise<CapturedImage> {
  const { sighting } = sought;
  const { got, failure } = await fetchBestCandidate(sought);
  if (got) return got;
  // Limits hold for what is on the screen, too: it is refused, not cropped.
  if (failure && final.includes(failure.code)) throw new FailureError(failure.code, failure.detail);
  const url = sighting.candidates.at(-1)?.url;
  const drawn = await drawElement(sought).catch(() => undefined);
  if (drawn) return { picture: drawn, rung: "canvas", element: sighting.element, url };
  const unread = sighting.candidates.filter((candidate) => /^https?:/.test(candidate.url));
  const crop = await cropElement(sought).catch((error) => {
    throw failure ? new FailureError(failure.code, failure.detail) : error;
  });
  return { picture: crop, rung: "screen", element: sighting.element, url, unread };
}

/** The best picture that an address gives; else why the one on the screen (the last) could not be read. */
export async function fetchBestCandidate(
  sought: CaptureRequest,
): Promise<{ got?: CapturedImage; failure?: Failure }> {
  const until = Date.now() + patience;
  let best: CapturedImage | undefined;
  let failure: Failure | undefined;
  for (const candidate of sought.sighting.candidates) {
    if (Date.now() > until) break;
    try {
      const got = await readAddress(candidate, sought);
      if (isGood(got, sought.sighting)) return { got };
      if (candidate.from !== "upsized" && (!best || area(got) > area(best))) best = got;
    } catch (error) {
      failure = toFailure(error);
    }
  }
  return best ? { got: best } : failure ? { failure } : {};
}

/** Whether a picture is no worse than what the page shows, and the same where its address was only guessed. */
function isGood({ picture: { original }, element }: CapturedImage, { shown }: ImageDescription): boolean {
  if (!shown || original.format === "svg") return true;
  const large = original.width * original.height >= shown.width * shown.height * 0.98;
  const stretch = original.width / original.height / (shown.width / shown.height);
  return large && (element !== "upsized" || Math.abs(Math.log(stretch)) < 0.03);
}

const area = ({ picture: { original } }: CapturedImage) => original.width * original.height;

/** One address through all its rungs. Throws the failure that says most. */
async function readAddress({ url, from }: Candidate, sought: CaptureRequest): Promise<CapturedImage> {
  const { pageUrl, place } = sought;
  if (url.startsWith("file:")) await requireFileAccess();
  // Where a redirect leads cannot be seen before it is followed. The worker follows only for a site that the
  // user trusts; otherwise the page does, which may go no further than it could by itself.
  const redirect = (await maySeeSite(url)) ? "follow" : "manual";
  const fetchHere = async () => prepare(await fetchPicture(url, pageUrl, redirect), place);
  const rungs: [Receipt["rung"], () => Promise<NormalizedImage>][] = [
    ["worker", fetchHere],
    ["page", async () => fromPage(place, await (place && callAgent(place, "fetch", url)))],
    ["referer", async () => asVisitor(url, pageUrl, fetchHere)],
  ];
  const failures: Failure[] = [];
  for (const [rung, read] of rungs) {
    try {
      return { picture: await read(), rung, element: from, url };
    } catch (error) {
      const failure = toFailure(error);
      failures.push(failure);
      if (final.includes(failure.code) || failure.code === "capture_too_slow") break;
    }
  }
  const told = failures.findLast(({ code }) => code !== "capture_unreachable") ?? failures[0];
  throw new FailureError(told?.code ?? "capture_unreachable", told?.detail);
}

/** Only a page has what draws an SVG. */
async function prepare(file: Blob, place: FrameTarget | undefined): Promise<NormalizedImage> {
  const bytes = await bytesOf(file);
  if (!isSvg(bytes)) return normalizeImage(file);
  if (!place) throw new FailureError("capture_undecodable");
  return fromPage(place, await callAgent(place, "rasterise", new TextDecoder().decode(bytes)));
}

/** A picture that the page handed over, checked. */
function fromPage(place: FrameTarget | undefined, answer: unknown): NormalizedImage {
  const picture = place && parsePagePicture(answer);
  if (!picture) throw new FailureError("capture_unreachable");
  if ("failure" in picture) throw new FailureError(picture.failure.code, picture.failure.detail);
  return picture;
}

async function asVisitor(
  url: string,
  pageUrl: string | undefined,
  read: () => Promise<NormalizedImage>,
): Promise<NormalizedImage> {
  const fits = pageUrl && /^https?:/.test(url) && /^https?:/.test(pageUrl) && (await maySeeSite(url));
  if (!fits) throw new FailureError("capture_unreachable");
  return withReferer(url, pageUrl, read);
}

/**
 * A file on the user's disk is read only where the user has switched that on in the browser; then by the screen.
 * Firefox has no such switch: there the click opens the page to us, and that holds the pixels.
 */
async function requireFileAccess(): Promise<never> {
  if (import.meta.env.FIREFOX) throw new FailureError("capture_unreachable");
  const allowed = await browser.extension.isAllowedFileSchemeAccess();
  throw new FailureError(allowed ? "capture_unreachable" : "capture_file_refused");
}

async function drawElement({ sighting, place }: CaptureRequest): Promise<NormalizedImage> {
  if (!sighting.drawable || !place) throw new FailureError("capture_unreachable");
  return fromPage(place, await callAgent(place, "draw"));
}

/** What the screen shows of the element. It must stand still meanwhile, or something else would be cut out. */
async function cropElement({ sighting, place }: CaptureRequest): Promise<NormalizedImage> {
  if (!sighting.visible || !place) throw new FailureError("capture_unreachable");
  const aim = async () => elementBoxSchema.safeParse(await callAgent(place, "locate")).data;
  const before = await aim();
  if (!before) throw new FailureError("capture_page_gone");
  const crop = await cropScreen(place.tabId, before);
  if (!isSame(before, await aim())) throw new FailureError("capture_page_gone");
  return crop;
}

function isSame(a: ElementBox, b: ElementBox | undefined): boolean {
  const parts = ["x", "y", "width", "height"] as const;
  return b !== undefined && parts.every((part) => Math.abs(a[part] - b[part]) < 2);
}
