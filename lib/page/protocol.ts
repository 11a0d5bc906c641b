import type { Candidate, Origin } from "../domain/image-source";
import type { Failure } from "../failure/failure";
import type { Found } from "./find-images";

interface Size {
  width: number;
  height: number;
}

/** What a page's script says of one picture. A page is not trusted: the worker parses it. */
export interface ImageDescription {
  /** The element that shows it. */
  element: Origin;
  /** What the page calls it: one line of text, for people only. */
  name?: string | undefined;
  /** Best first; the address on the screen is among them. */
  candidates: Candidate[];
  /** Own size (pixels) of what is on the screen, where the page knows it. */
  shown?: Size | undefined;
  /** Whether the element holds pixels that a canvas may take: a loaded image, a canvas, a video, an `<svg>`. */
  drawable: boolean;
  /** Whether a person sees a picture there, so that a crop of the screen would show it. */
  visible: boolean;
}

/** Where a picture is on the screen. All in CSS pixels of the top window. */
export interface ElementBox extends Size {
  x: number;
  y: number;
  /** Of the window's content, to find the screen's scale. */
  viewport: Size;
}

/**
 * What the script in the page hands to the worker: pixels already normalised there, as base64, because a
 * script's result is JSON; or the failure.
 */
export type PagePicture =
  | { failure: Failure }
  | { jpeg: string; thumbnail: string; original: Size & { format: string; bytes: number } };

/**
 * What the worker may ask of the script in a page, for one capture. It stands in the extension's own isolated
 * world, where the page can neither see nor call it.
 */
export interface PageAgent {
  /** The picture with this address, as the right-click named it. */
  describe(srcUrl: string): ImageDescription | undefined;
  /** The frame with this address, when no script may run inside it. */
  describeFrame(frameUrl: string): ImageDescription | undefined;
  /** The picture that the picker was given. */
  choose(found: Found): ImageDescription;
  fetch(url: string): Promise<PagePicture>;
  draw(): Promise<PagePicture>;
  rasterise(svg: string): Promise<PagePicture>;
  locate(): Promise<ElementBox | undefined>;
  forget(): void;
}
