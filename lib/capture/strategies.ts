import { browser } from "wxt/browser";
import { maySeeSite } from "../browser/site-access";
import type { Candidate, Origin } from "../domain/image-source";
import type { Receipt } from "../domain/reference";
import { type Failure, type FailureCode, failureOf, Refusal } from "../failure/failure";
import { fetchPicture } from "../image/fetch-image";
import { isSvg } from "../image/is-svg";
import { type Prepared, preparePicture } from "../image/prepare";
import type { Aim, Sighting } from "../page/protocol";
import { askPage, type Place } from "./page-client";
import { parsePagePicture } from "./page-image";
import { aimSchema } from "./page-schemas";
import { withReferer } from "./referer";
import { cropScreen } from "./screen-crop";

/** A picture that is wanted: what is known of it, and where our script can be asked about it. */
export interface Sought {
  sighting: Sighting;
  pageUrl?: string | undefined;
  place?: Place | undefined;
}

export interface Got {
  picture: Prepared;
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
export async function climb(sought: Sought): Promise<Got> {
  const { sighting } = sought;
  const { got, failure } = await readAddresses(sought);
  if (got) return got;
  // Limits hold for what is on the screen, too: it is refused, not cropped.
  if (failure && final.includes(failure.code)) throw new Refusal(failure.code, failure.detail);
  const url = sighting.candidates.at(-1)?.url;
  const drawn = await drawElement(sought).catch(() => undefined);
  if (drawn) return { picture: drawn, rung: "canvas", element: sighting.element, url };
  const unread = sighting.candidates.filter((candidate) => /^https?:/.test(candidate.url));
  const crop = await cropElement(sought).catch((error) => {
    throw failure ? new Refusal(failure.code, failure.detail) : error;
  });
  return { picture: crop, rung: "screen", element: sighting.element, url, unread };
}

/** The best picture that an address gives; else why the one on the screen (the last) could not be read. */
export async function readAddresses(sought: Sought): Promise<{ got?: Got; failure?: Failure }> {
  const until = Date.now() + patience;
  let best: Got | undefined;
  let failure: Failure | undefined;
  for (const candidate of sought.sighting.candidates) {
    if (Date.now() > until) break;
    try {
      const got = await readAddress(candidate, sought);
      if (isGood(got, sought.sighting)) return { got };
      if (candidate.from !== "upsized" && (!best || area(got) > area(best))) best = got;
    } catch (error) {
      failure = failureOf(error);
    }
  }
  return best ? { got: best } : failure ? { failure } : {};
}

/** Whether a picture is no worse than what the page shows, and the same where its address was only guessed. */
function isGood({ picture: { original }, element }: Got, { shown }: Sighting): boolean {
  if (!shown || original.format === "svg") return true;
  const large = original.width * original.height >= shown.width * shown.height * 0.98;
  const stretch = original.width / original.height / (shown.width / shown.height);
  return large && (element !== "upsized" || Math.abs(Math.log(stretch)) < 0.03);
}

const area = ({ picture: { original } }: Got) => original.width * original.height;

/** One address through all its rungs. Throws the failure that says most. */
async function readAddress({ url, from }: Candidate, sought: Sought): Promise<Got> {
  const { pageUrl, place } = sought;
  if (url.startsWith("file:")) await requireFileAccess();
  // Where a redirect leads cannot be seen before it is followed. The worker follows only for a site that the
  // user trusts; otherwise the page does, which may go no further than it could by itself.
  const redirect = (await maySeeSite(url)) ? "follow" : "manual";
  const fetchHere = async () => prepare(await fetchPicture(url, pageUrl, redirect), place);
  const rungs: [Receipt["rung"], () => Promise<Prepared>][] = [
    ["worker", fetchHere],
    ["page", async () => fromPage(place, await (place && askPage(place, "fetch", url)))],
    ["referer", async () => asVisitor(url, pageUrl, fetchHere)],
  ];
  const failures: Failure[] = [];
  for (const [rung, read] of rungs) {
    try {
      return { picture: await read(), rung, element: from, url };
    } catch (error) {
      const failure = failureOf(error);
      failures.push(failure);
      if (final.includes(failure.code) || failure.code === "capture_too_slow") break;
    }
  }
  const told = failures.findLast(({ code }) => code !== "capture_unreachable") ?? failures[0];
  throw new Refusal(told?.code ?? "capture_unreachable", told?.detail);
}

/** Only a page has what draws an SVG. */
async function prepare(file: Blob, place: Place | undefined): Promise<Prepared> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isSvg(bytes)) return preparePicture(file);
  if (!place) throw new Refusal("capture_undecodable");
  return fromPage(place, await askPage(place, "rasterise", new TextDecoder().decode(bytes)));
}

/** A picture that the page handed over, checked. */
function fromPage(place: Place | undefined, answer: unknown): Prepared {
  const picture = place && parsePagePicture(answer);
  if (!picture) throw new Refusal("capture_unreachable");
  if ("failure" in picture) throw new Refusal(picture.failure.code, picture.failure.detail);
  return picture;
}

async function asVisitor(
  url: string,
  pageUrl: string | undefined,
  read: () => Promise<Prepared>,
): Promise<Prepared> {
  const fits = pageUrl && /^https?:/.test(url) && /^https?:/.test(pageUrl) && (await maySeeSite(url));
  if (!fits) throw new Refusal("capture_unreachable");
  return withReferer(url, pageUrl, read);
}

/** A file on the user's disk is read only where the user has switched that on in the browser; then by the screen. */
async function requireFileAccess(): Promise<never> {
  const allowed = await browser.extension.isAllowedFileSchemeAccess();
  throw new Refusal(allowed ? "capture_unreachable" : "capture_file_refused");
}

async function drawElement({ sighting, place }: Sought): Promise<Prepared> {
  if (!sighting.drawable || !place) throw new Refusal("capture_unreachable");
  return fromPage(place, await askPage(place, "draw"));
}

/** What the screen shows of the element. It must stand still meanwhile, or something else would be cut out. */
async function cropElement({ sighting, place }: Sought): Promise<Prepared> {
  if (!sighting.visible || !place) throw new Refusal("capture_unreachable");
  const aim = async () => aimSchema.safeParse(await askPage(place, "aim")).data;
  const before = await aim();
  if (!before) throw new Refusal("capture_page_gone");
  const crop = await cropScreen(place.tabId, before);
  if (!isSame(before, await aim())) throw new Refusal("capture_page_gone");
  return crop;
}

function isSame(a: Aim, b: Aim | undefined): boolean {
  const parts = ["x", "y", "width", "height"] as const;
  return b !== undefined && parts.every((part) => Math.abs(a[part] - b[part]) < 2);
}
